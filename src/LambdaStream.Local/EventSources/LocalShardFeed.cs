using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of a shard in memory.</summary>
internal sealed class LocalShardFeed(Shard shard, EventSourceMappingOptions options) : IShardFeed
{
    private int _next = options.StartingPosition switch
    {
        StartingPosition.Latest => shard.Count,
        StartingPosition.AtTimestamp => shard
            .Read(0, int.MaxValue)
            .TakeWhile(record => ArrivalOf(record) < options.StartingPositionTimestamp)
            .Count(),
        _ => 0,
    };

    public string ShardId => shard.Id;

    public bool IsAtEnd => false;

    public ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var records = shard.Read(_next, count);
        _next += records.Count;
        return new(records);
    }

    private static DateTimeOffset ArrivalOf(ShardRecord record) =>
        DateTimeOffset.UnixEpoch.AddSeconds(record.Json["kinesis"]["approximateArrivalTimestamp"].GetDouble());
}
