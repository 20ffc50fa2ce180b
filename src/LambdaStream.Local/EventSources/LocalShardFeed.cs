using System.Text;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>The records of a shard in memory, or those of a part of its keys.</summary>
/// <param name="shard">The shard.</param>
/// <param name="options">Where to start.</param>
/// <param name="part">Which of as many parts as the parallelization factor says.</param>
internal sealed class LocalShardFeed(Shard shard, EventSourceMappingOptions options, int part = 0) : IShardFeed
{
    private readonly List<ShardRecord> _waiting = [];
    private int _next = options.StartingPosition switch
    {
        StartingPosition.Latest => shard.Count,
        StartingPosition.AtTimestamp => shard
            .Read(0, int.MaxValue)
            .TakeWhile(record => record.Arrived < options.StartingPositionTimestamp)
            .Count(),
        _ => 0,
    };

    public string ShardId => shard.Id;

    public bool IsAtEnd => false;

    public DateTimeOffset? DueOf(int count, TimeSpan window)
    {
        Read();
        return _waiting.Count == 0 ? null
            : _waiting.Count >= count ? DateTimeOffset.MinValue
            : _waiting[0].Arrived + window;
    }

    public ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        Read();
        var records = _waiting.GetRange(0, Math.Min(count, _waiting.Count));
        _waiting.RemoveRange(0, records.Count);
        return new(records);
    }

    private void Read()
    {
        var records = shard.Read(_next, int.MaxValue);
        _next += records.Count;
        _waiting.AddRange(records.Where(IsOfPart));
    }

    private bool IsOfPart(ShardRecord record) =>
        options.ParallelizationFactor == 1
        || Md5.Of(Encoding.UTF8.GetBytes(record.Key)) % (UInt128)options.ParallelizationFactor == (UInt128)part;
}
