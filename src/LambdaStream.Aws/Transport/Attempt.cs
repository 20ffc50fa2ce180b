using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Transport;

/// <summary>What one attempt gave: the answer, or an error.</summary>
internal readonly struct Attempt
{
    public AwsAnswer Answer { get; private init; }

    public ServiceException? Error { get; private init; }

    /// <summary>How long the service wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the clock was wrong and has been put right, so that a retry need not wait.</summary>
    public bool IsClockCorrected { get; private init; }

    /// <summary>The credentials that are good no more, if they are the reason.</summary>
    public AwsCredentials? Refused { get; private init; }

    public static Attempt Of(AwsAnswer answer) => new() { Answer = answer };

    public static Attempt Failed(
        ServiceException error,
        TimeSpan? retryAfter = null,
        bool isClockCorrected = false,
        AwsCredentials? refused = null
    ) =>
        new()
        {
            Error = error,
            RetryAfter = retryAfter,
            IsClockCorrected = isClockCorrected,
            Refused = refused,
        };

    public static Attempt Failed(string code, string message, Exception? cause, HttpStatusCode? status = null) =>
        Failed(
            new(code, message, cause)
            {
                // A broken answer has a status too, but nothing that one could rely on.
                IsConnectionFailure = status is null,
                StatusCode = status,
            }
        );
}
