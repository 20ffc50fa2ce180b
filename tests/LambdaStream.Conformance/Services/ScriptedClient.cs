using System.Net;
using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services;

/// <summary>The client of one service: retries as the official clients do, without the waiting.</summary>
/// <remarks>Vectors count every attempt, and what a port raises has been retried already.</remarks>
internal sealed class ScriptedClient(ScriptedServices services, string service)
{
    private const int DefaultAttempts = 3;
    private const int PatientAttempts = 11;

    // The reference library gives these clients a retry strategy of its own.
    private static readonly HashSet<string> Patient = new(StringComparer.Ordinal)
    {
        "dynamodb",
        "eventbridge",
        "kinesis",
        "firehose",
        "sqs",
        "sns",
        "scheduler",
    };

    private static readonly HashSet<string> RetryableCodes = new(StringComparer.Ordinal)
    {
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
        "TransactionInProgressException",
        "TimeoutError",
        "RequestTimeout",
        "RequestTimeoutException",
    };

    public async ValueTask<JsonNode?> SendAsync(string operation, JsonObject input, string? region = null)
    {
        var attempts = Patient.Contains(service) ? PatientAttempts : DefaultAttempts;
        for (var attempt = 1; ; attempt++)
        {
            // Answers come later, as those of real services do.
            await Task.Yield();
            try
            {
                return services.Call(service, operation, input, region);
            }
            catch (ServiceException exception) when (attempt < attempts && IsRetryable(exception)) { }
        }
    }

    private static bool IsRetryable(ServiceException exception) =>
        RetryableCodes.Contains(exception.Code)
        || exception.StatusCode
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;
}
