namespace LambdaStream.Local.Streams;

/// <summary>A record as a function receives it.</summary>
internal sealed record ShardRecord(string SequenceNumber, Json Json);

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
