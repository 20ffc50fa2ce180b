using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of a shard in memory.</summary>
internal sealed class LocalShardFeed(Shard shard, StartingPosition position) : IShardFeed
{
    private int _next = position is StartingPosition.Latest ? shard.Count : 0;

    public string ShardId => shard.Id;

    public bool IsAtEnd => false;

    public ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var records = shard.Read(_next, count);
        _next += records.Count;
        return new(records);
    }
}
