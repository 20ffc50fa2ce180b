using System.Text.Json;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>A function's report on a batch, read as Lambda does.</summary>
internal static class BatchResponse
{
    /// <summary>How many records, from the first on, are done.</summary>
    /// <remarks>
    /// No report means that all are done. A report that cannot be understood means that none is, so that nothing is lost.
    /// </remarks>
    public static int DoneOf(IReadOnlyList<ShardRecord> records, ReadOnlyMemory<byte> response) =>
        FailuresIn(response, out var isUnderstood) is { } failures ? LowestFailure(records, failures)
        : isUnderstood ? records.Count
        : 0;

    /// <summary>Which of a queue's messages failed, by their ids.</summary>
    /// <remarks>As with a stream: no report means none, and one that cannot be understood means all.</remarks>
    public static IReadOnlySet<string> FailedOf(IReadOnlyList<string> ids, ReadOnlyMemory<byte> response)
    {
        HashSet<string> all = [.. ids];
        if (FailuresIn(response, out var isUnderstood) is not { } failures)
            return isUnderstood ? new HashSet<string>() : all;
        var failed = new HashSet<string>();
        foreach (var failure in failures.EnumerateArray())
        {
            if (failure["itemIdentifier"].GetString() is not { } id || !all.Contains(id))
                return all;
            failed.Add(id);
        }
        return failed;
    }

    /// <summary>The list of failures in a response; null where there is none.</summary>
    /// <param name="response">The response.</param>
    /// <param name="isUnderstood">Whether a response without a list is a success, and no mistake.</param>
    public static Json? FailuresIn(ReadOnlyMemory<byte> response, out bool isUnderstood)
    {
        isUnderstood = true;
        if (response.IsEmpty)
            return null;
        isUnderstood = false;
        Json json;
        try
        {
            json = Json.Parse(response.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
        var failures = json["batchItemFailures"];
        isUnderstood =
            json.Kind is JsonValueKind.Null || json.Kind is JsonValueKind.Object && failures.IsNullOrUndefined;
        return json.Kind is JsonValueKind.Object && failures.Kind is JsonValueKind.Array ? failures : (Json?)null;
    }

    private static int LowestFailure(IReadOnlyList<ShardRecord> records, Json failures)
    {
        var lowest = records.Count;
        foreach (var failure in failures.EnumerateArray())
        {
            var identifier = failure["itemIdentifier"];
            var index = 0;
            while (index < records.Count && !identifier.IsString(records[index].SequenceNumber))
                index++;
            if (index == records.Count)
                return 0;
            lowest = Math.Min(lowest, index);
        }
        return lowest;
    }
}
