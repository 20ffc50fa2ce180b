using System.Text.Json;
using LambdaStream.Local.EventSources;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.Kafka;

/// <summary>The records of some partitions of a topic, which one poller reads: a batch may have records of several.</summary>
internal sealed class KafkaFeed(LocalKafkaTopic topic, EventSourceMappingOptions options, int poller) : IShardFeed
{
    private readonly LocalShardFeed[] _partitions =
    [
        .. topic
            .Partitions.Where((_, i) => i % options.Pollers == poller)
            .Select(partition => new LocalShardFeed(partition, options)),
    ];
    private int _first;

    public string ShardId => string.Join(',', _partitions.Select(partition => partition.ShardId));

    public bool IsAtEnd => false;

    public DateTimeOffset? DueOf(int count, TimeSpan window) =>
        _partitions.Min(partition => partition.DueOf(count, window));

    // Another partition begins each time, so that a busy one does not keep the others waiting.
    public async ValueTask<IReadOnlyList<ShardRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var records = new List<ShardRecord>();
        for (var i = 0; i < _partitions.Length && records.Count < count; i++)
        {
            var partition = _partitions[(_first + i) % _partitions.Length];
            records.AddRange(await partition.TakeAsync(count - records.Count, cancellationToken));
        }
        _first++;
        return records;
    }

    public (ReadOnlyMemory<byte> Payload, int Count) PayloadOf(
        IReadOnlyList<ShardRecord> records,
        params ReadOnlySpan<(string Name, Json Value)> members
    ) => BatchPayload.ByPartition(records, PartitionOf, topic.Arn);

    public ArraySegment<ShardRecord> RestOf(ArraySegment<ShardRecord> records, ReadOnlyMemory<byte> response)
    {
        if (BatchResponse.FailuresIn(response, out var isUnderstood) is not { } failures)
            return isUnderstood ? [] : records;
        var lowest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var failure in failures.EnumerateArray())
        {
            var (partition, offset) = (failure["itemIdentifier"]["partition"], failure["itemIdentifier"]["offset"]);
            if (
                partition.Kind is not JsonValueKind.String
                || offset.Kind is not JsonValueKind.Number
                || !records.Any(record => record.SequenceNumber == $"{partition.GetString()}@{offset}")
            )
                return records;
            var name = partition.GetString()!;
            var place = offset.GetInt64();
            lowest[name] = lowest.TryGetValue(name, out var other) ? Math.Min(other, place) : place;
        }
        return records
            .Where(record =>
                lowest.TryGetValue(PartitionOf(record), out var first) && record.Json["offset"].GetInt64() >= first
            )
            .ToArray();
    }

    private static string PartitionOf(ShardRecord record) =>
        record.SequenceNumber[..record.SequenceNumber.LastIndexOf('@')];
}
