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
    public static int DoneOf(IReadOnlyList<ShardRecord> records, ReadOnlyMemory<byte> response)
    {
        if (response.IsEmpty)
            return records.Count;
        Json json;
        try
        {
            json = Json.Parse(response.ToArray());
        }
        catch (JsonException)
        {
            return 0;
        }
        if (json.Kind is JsonValueKind.Null)
            return records.Count;
        var failures = json["batchItemFailures"];
        return json.Kind is not JsonValueKind.Object ? 0
            : failures.IsNullOrUndefined ? records.Count
            : failures.Kind is not JsonValueKind.Array ? 0
            : LowestFailure(records, failures);
    }

    /// <summary>Which of a queue's messages failed, by their ids.</summary>
    /// <remarks>As with a stream: no report means none, and one that cannot be understood means all.</remarks>
    public static IReadOnlySet<string> FailedOf(IReadOnlyList<string> ids, ReadOnlyMemory<byte> response)
    {
        HashSet<string> all = [.. ids];
        if (response.IsEmpty)
            return new HashSet<string>();
        Json json;
        try
        {
            json = Json.Parse(response.ToArray());
        }
        catch (JsonException)
        {
            return all;
        }
        if (json.Kind is JsonValueKind.Null)
            return new HashSet<string>();
        var failures = json["batchItemFailures"];
        if (json.Kind is JsonValueKind.Object && failures.IsNullOrUndefined)
            return new HashSet<string>();
        if (json.Kind is not JsonValueKind.Object || failures.Kind is not JsonValueKind.Array)
            return all;
        var failed = new HashSet<string>();
        foreach (var failure in failures.EnumerateArray())
        {
            if (failure["itemIdentifier"].GetString() is not { } id || !all.Contains(id))
                return all;
            failed.Add(id);
        }
        return failed;
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
