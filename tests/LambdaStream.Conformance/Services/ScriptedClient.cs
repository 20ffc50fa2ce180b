using System.Text.Json.Nodes;
using LambdaStream.Connectors;
using LambdaStream.Faults;

namespace LambdaStream.Conformance.Services;

/// <summary>The client of one service: retries as the official clients do, without the waiting.</summary>
/// <remarks>Vectors count every attempt, and what a port raises has been retried already.</remarks>
internal sealed class ScriptedClient(ScriptedServices services, string service)
{
    private const int DefaultAttempts = 3;
    private const int PatientAttempts = 11;

    // What a client may spend on retries, and how it gets it back.
    private const int Quota = 500;
    private const int RetryCost = 5;
    private const int Reward = 1;

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

    private int _quota = Quota;

    public async ValueTask<JsonNode?> SendAsync(string operation, JsonObject input, string? region = null)
    {
        var attempts = Patient.Contains(service) ? PatientAttempts : DefaultAttempts;
        var spent = 0;
        for (var attempt = 1; ; attempt++)
        {
            // Answers come later, as those of real services do.
            await Task.Yield();
            try
            {
                var answer = services.Call(service, operation, input, region);
                Regain(spent);
                return answer;
            }
            catch (ServiceException exception) when (attempt < attempts && IsRetryable(exception) && TrySpend())
            {
                spent = RetryCost;
            }
        }
    }

    private static bool IsRetryable(ServiceException exception) =>
        Retryable.IsThrottling(exception) || Retryable.IsTransient(exception);

    private bool TrySpend()
    {
        if (Interlocked.Add(ref _quota, -RetryCost) >= 0)
            return true;
        Interlocked.Add(ref _quota, RetryCost);
        return false;
    }

    private void Regain(int spent)
    {
        if (Interlocked.Add(ref _quota, Math.Max(spent, Reward)) > Quota)
            Volatile.Write(ref _quota, Quota);
    }
}
