using System.Diagnostics;
using LambdaStream.Connectors;
using LambdaStream.Faults;

namespace LambdaStream.Observing;

/// <summary>What a port tells of the call that it is in, and what it may hand on. For the makers of ports.</summary>
/// <remarks>Outside of a call that somebody watches it does nothing.</remarks>
public static class PortCall
{
    /// <summary>Tells that the port sends a request again, because of this error.</summary>
    public static void Retrying(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        IoCall.Current?.Retry(
            error is ServiceException service ? service.Code : error.GetType().Name,
            Retryable.IsThrottling(error)
        );
    }

    /// <summary>The value of the header <c>X-Amzn-Trace-Id</c> for the requests of the call; null where it is not traced.</summary>
    public static string? TraceHeader =>
        IoCall.Current?.Span is { IdFormat: ActivityIdFormat.W3C } span ? XRay.Header(span.Context) : null;
}
