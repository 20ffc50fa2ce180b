using LambdaStream.Connectors;

namespace LambdaStream.Aws.EventBridge;

/// <summary>Reads the answers of EventBridge's API.</summary>
internal static class Answers
{
    public static PutEventsResponse PutEvents(Json answer)
    {
        var entries = new List<PutEventsResultEntry>();
        foreach (var entry in answer["Entries"].EnumerateArray())
            entries.Add(
                new()
                {
                    EventId = entry["EventId"].GetString(),
                    ErrorCode = entry["ErrorCode"].GetString(),
                    ErrorMessage = entry["ErrorMessage"].GetString(),
                }
            );
        return new()
        {
            FailedEntryCount = answer["FailedEntryCount"].TryGetInt64(out var count) ? (int)count : 0,
            Entries = entries,
        };
    }
}
