using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Aws.Transport;

/// <summary>Ends an attempt that takes too long, or that nobody wants any more.</summary>
internal sealed class AttemptTimeout : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public AttemptTimeout(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _source = new(limit, time);
        _registration = cancellationToken.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(),
            _source
        );
        Caller = cancellationToken;
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The token of who asked.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Whether it ended the attempt; the caller's own token must be looked at first.</summary>
    public bool IsExpired => _source.IsCancellationRequested;

    public TimeSpan Limit => _limit;

    /// <summary>Starts again, since something has happened.</summary>
    public void Restart() => Change(_limit);

    /// <summary>Stops until the next start, since nothing is waited for.</summary>
    public void Pause() => Change(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "The source was created with a TimeProvider, whose timer this changes."
    )]
    private void Change(TimeSpan limit) => _source.CancelAfter(limit);
}
