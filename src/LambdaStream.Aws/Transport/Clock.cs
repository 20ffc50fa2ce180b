using System.Globalization;

namespace LambdaStream.Aws.Transport;

/// <summary>The service's time, as far as it is known: the local clock, corrected where it was too far off to sign.</summary>
internal sealed class Clock(TimeProvider time)
{
    // Signatures are good for five minutes, with some services for 15.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(4);

    private long _offset;

    public DateTimeOffset Now => time.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _offset));

    public static string Format(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether an error may come from a clock that is off.</summary>
    public static bool IsSuspect(string code) =>
        code
            is "RequestTimeTooSkewed"
                or "RequestExpired"
                or "RequestInTheFuture"
                or "InvalidSignatureException"
                or "SignatureDoesNotMatch"
                or "AuthFailure";

    /// <summary>Puts the clock right, if it is off.</summary>
    public bool TryCorrect(DateTimeOffset? service)
    {
        if (service is not { } now || (now - Now).Duration() < Tolerance)
            return false;
        Volatile.Write(ref _offset, (now - time.GetUtcNow()).Ticks);
        return true;
    }
}
