using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>Which messages of a batch failed, as SQS and SNS say it: by their ids.</summary>
internal static class FailedMessages
{
    public static IReadOnlyList<FailedEntry> Of(
        IReadOnlyList<string> asked,
        IReadOnlyList<string> successful,
        IReadOnlyList<BatchResultErrorEntry> failed
    )
    {
        var done = successful.ToHashSet(StringComparer.Ordinal);
        var errors = new Dictionary<string, BatchResultErrorEntry>(StringComparer.Ordinal);
        foreach (var error in failed)
            errors[error.Id] = error;
        var entries = new List<FailedEntry>();
        foreach (var (index, id) in asked.Index())
        {
            if (errors.TryGetValue(id, out var error))
                entries.Add(new(index, error.Code, error.Message, error.SenderFault));
            // A message of which the answer says nothing must not be taken for sent.
            else if (!done.Contains(id))
                entries.Add(new(index, "NoAnswer", "The answer does not name the message."));
        }
        return entries;
    }
}
