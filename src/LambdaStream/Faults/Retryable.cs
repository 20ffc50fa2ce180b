using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using LambdaStream.Connectors;

namespace LambdaStream.Faults;

/// <summary>Tells errors that pass by themselves from those that do not, with the classes of the AWS SDKs.</summary>
/// <remarks>As the Node library asks <c>@smithy/service-error-classification</c>.</remarks>
public static class Retryable
{
    private static readonly FrozenSet<string> ThrottlingCodes = FrozenSet.Create(
        StringComparer.Ordinal,
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException"
    );

    private static readonly FrozenSet<string> TransientCodes = FrozenSet.Create(
        StringComparer.Ordinal,
        "TimeoutError",
        "RequestTimeout",
        "RequestTimeoutException"
    );

    /// <summary>Whether the error is a throttling, a transient one, or the service's own.</summary>
    public static bool IsRetryable(Exception error) =>
        IsThrottling(error) || IsTransient(error) || IsServerError(error);

    /// <summary>A policy with one of its own for some services, by the names of their ports, such as <c>DynamoDb</c>.</summary>
    /// <param name="services">The policies of these services.</param>
    /// <param name="others">The policy of all others; by default <see cref="IsRetryable"/>.</param>
    public static Func<Exception, bool> ByService(
        IReadOnlyDictionary<string, Func<Exception, bool>> services,
        Func<Exception, bool>? others = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        others ??= IsRetryable;
        return error =>
            error is ServiceException { Service: { } service } && services.TryGetValue(service, out var own)
                ? own(error)
                : others(error);
    }

    /// <summary>Whether the service asks for fewer requests.</summary>
    public static bool IsThrottling(Exception error) =>
        error is ServiceException service
        && (service.StatusCode is HttpStatusCode.TooManyRequests || IsThrottlingCode(service.Code));

    /// <summary>Whether by this code the service asks for fewer requests.</summary>
    internal static bool IsThrottlingCode(string code) => ThrottlingCodes.Contains(code);

    /// <summary>Whether the request may well succeed when it is sent again: a time-out, a broken connection, a 500, 502, 503 or 504.</summary>
    public static bool IsTransient(Exception error) =>
        error switch
        {
            TransactionCanceledException canceled => canceled.IsTransient,
            ServiceException service => service.IsConnectionFailure
                || TransientCodes.Contains(service.Code)
                || service.StatusCode
                    is HttpStatusCode.InternalServerError
                        or HttpStatusCode.BadGateway
                        or HttpStatusCode.ServiceUnavailable
                        or HttpStatusCode.GatewayTimeout,
            TimeoutException or SocketException => true,
            _ => false,
        };

    /// <summary>Whether the service failed by its own fault: a status from 500 to 599.</summary>
    public static bool IsServerError(Exception error) =>
        error is ServiceException { StatusCode: >= (HttpStatusCode)500 and < (HttpStatusCode)600 };
}
