namespace LambdaStream.Local.Streams;

/// <summary>A record as a function receives it.</summary>
/// <param name="SequenceNumber">By what its source calls it.</param>
/// <param name="Json">The record.</param>
internal sealed record ShardRecord(string SequenceNumber, Json Json)
{
    private DateTimeOffset? _arrived;

    /// <summary>When the record arrived in its stream, as the record says.</summary>
    public DateTimeOffset Arrived => _arrived ??= ArrivalIn(Json);

    /// <summary>Within what the order of the records holds: the partition key, or the keys of the item.</summary>
    public string Key =>
        Json["kinesis"]["partitionKey"] is { IsDefined: true } key
            ? key.ToString()
            : Json["dynamodb"]["Keys"].ToString();

    // In seconds, but for Kafka.
    private static DateTimeOffset ArrivalIn(Json json)
    {
        var arrival = json["kinesis"]["approximateArrivalTimestamp"];
        if (!arrival.IsDefined)
            arrival = json["dynamodb"]["ApproximateCreationDateTime"];
        return arrival.IsDefined
            ? DateTimeOffset.UnixEpoch.AddSeconds(arrival.GetDouble())
            : DateTimeOffset.FromUnixTimeMilliseconds(json["timestamp"].GetInt64());
    }
}

/// <summary>Records in the order in which functions receive them. Reading and writing may happen at the same time.</summary>
internal sealed class Shard(string id)
{
    private readonly Lock _lock = new();
    private readonly List<ShardRecord> _records = [];

    public string Id { get; } = id;

    public int Count
    {
        get
        {
            lock (_lock)
                return _records.Count;
        }
    }

    public void Append(ShardRecord record)
    {
        lock (_lock)
            _records.Add(record);
    }

    public IReadOnlyList<ShardRecord> Read(int from, int count)
    {
        lock (_lock)
            return _records.GetRange(from, Math.Min(count, _records.Count - from));
    }
}
