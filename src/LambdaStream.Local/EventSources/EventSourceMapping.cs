using LambdaStream.Local.EventSources;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local;

/// <summary>Drives a function from a stream or a table's change stream, as Lambda's event source mapping does.</summary>
/// <remarks>It moves only while <see cref="LocalWorld.DrainAsync"/> runs.</remarks>
public sealed class EventSourceMapping : IDelivery
{
    private const int MaxBatchSize = 10_000;

    private readonly string _sourceArn;
    private readonly EventSourceMappingOptions _options;
    private readonly ShardReader[] _readers;
    private readonly List<FailedBatch> _failures = [];

    internal EventSourceMapping(
        string sourceArn,
        IEnumerable<Shard> shards,
        LocalFunction function,
        EventSourceMappingOptions options
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BatchSize, MaxBatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumRetryAttempts ?? 0);
        _sourceArn = sourceArn;
        _options = options;
        _readers =
        [
            .. shards.Select(shard => new ShardReader(
                shard,
                options.StartingPosition is StartingPosition.Latest ? shard.Count : 0,
                function,
                options
            )),
        ];
    }

    /// <summary>The records on which the mapping gave up, oldest first.</summary>
    public IReadOnlyList<FailedBatch> OnFailure => _failures;

    string IDelivery.Description
    {
        get
        {
            var stuck = _readers.Where(reader => reader.Failures > 0).Select(Describe);
            return string.Join("; ", [$"{_sourceArn} to {_options.FunctionName}", .. stuck]);
        }
    }

    async ValueTask<bool> IDelivery.DeliverAsync(CancellationToken cancellationToken)
    {
        var delivered = false;
        foreach (var reader in _readers)
            delivered |= await reader.DeliverAsync(GiveUp, cancellationToken);
        return delivered;
    }

    private static string Describe(ShardReader reader) =>
        $"{reader.ShardId} failed {reader.Failures} times"
        + (reader.LastError is { } error ? $", last with {error.GetType().Name}: {error.Message}" : "");

    private void GiveUp(FailedRecords failed) =>
        _failures.Add(
            new()
            {
                EventSourceArn = _sourceArn,
                ShardId = failed.ShardId,
                Records = [.. failed.Records.Select(record => record.Json)],
                StartSequenceNumber = failed.Records[0].SequenceNumber,
                EndSequenceNumber = failed.Records[^1].SequenceNumber,
                Attempts = failed.Attempts,
                Error = failed.Error,
            }
        );
}
