using LambdaStream.Local.EventSources;

namespace LambdaStream.Local;

/// <summary>Drives a function from a stream, a table's change stream or DynamoDB Streams, as Lambda's event source mapping does.</summary>
/// <remarks>It moves only while <see cref="LocalWorld.DrainAsync"/> runs.</remarks>
public sealed class EventSourceMapping : IDelivery
{
    private const int MaxBatchSize = 10_000;
    private const int MaxWindowInSeconds = 900;
    private const int MaxBatchingWindowInSeconds = 300;
    private const int MinRecordAgeInSeconds = 60;
    private const int MaxRecordAgeInSeconds = 604_800;

    private readonly string _sourceArn;
    private readonly MappingState _state;
    private readonly EventSourceMappingOptions _options;
    private readonly LocalFunction _function;
    private readonly OnFailureDestination? _destination;
    private readonly TableStreamShards? _more;
    private readonly Func<DateTimeOffset> _now;
    private readonly List<ShardReader> _readers = [];
    private long _ended;
    private readonly List<FailedBatch> _failures = [];

    /// <param name="state">The source, and what Lambda's API may change.</param>
    /// <param name="shards">The shards to start with.</param>
    /// <param name="function">The function.</param>
    /// <param name="options">How it is driven.</param>
    /// <param name="now">The time, by which windows end.</param>
    /// <param name="more">Where further shards may come from.</param>
    internal EventSourceMapping(
        MappingState state,
        IEnumerable<IShardFeed> shards,
        LocalFunction function,
        EventSourceMappingOptions options,
        Func<DateTimeOffset> now,
        TableStreamShards? more = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BatchSize, MaxBatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumRetryAttempts ?? 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TumblingWindowInSeconds ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TumblingWindowInSeconds ?? 1, MaxWindowInSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumBatchingWindowInSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.MaximumBatchingWindowInSeconds,
            MaxBatchingWindowInSeconds
        );
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.MaximumRecordAgeInSeconds ?? MinRecordAgeInSeconds,
            MinRecordAgeInSeconds
        );
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.MaximumRecordAgeInSeconds ?? MinRecordAgeInSeconds,
            MaxRecordAgeInSeconds
        );
        _state = state;
        _sourceArn = state.SourceArn;
        _now = now;
        _function = function;
        _options = options;
        _more = more;
        if (options.OnFailure is { IsFifo: true })
            throw new ArgumentException("A FIFO queue cannot be an on-failure destination.", nameof(options));
        _destination = options.OnFailure is { } queue ? new(queue, options.FunctionName, now) : null;
        foreach (var shard in shards)
            Add(shard);
    }

    /// <summary>The records that were read for the function so far, each once.</summary>
    public long RecordCount => _ended + _readers.Sum(reader => reader.RecordCount);

    /// <summary>The records on which the mapping gave up, oldest first.</summary>
    public IReadOnlyList<FailedBatch> OnFailure => _failures;

    string IDelivery.Description
    {
        get
        {
            var stuck = _readers.Where(reader => reader.Failures > 0).Select(reader => reader.Description);
            return string.Join("; ", [$"{_sourceArn} to {_options.FunctionName}", .. stuck]);
        }
    }

    // Shards that come and go are asked for by the mapping itself.
    IReadOnlyList<IDelivery> IDelivery.Lanes => _more is null ? _readers : [this];

    async ValueTask<bool> IDelivery.DeliverAsync(CancellationToken cancellationToken)
    {
        if (!_state.IsEnabled)
            return false;
        var delivered = false;
        foreach (var reader in _readers)
            delivered |= await reader.DeliverAsync(cancellationToken);
        _ended += _readers.Where(reader => reader.IsAtEnd).Sum(reader => reader.RecordCount);
        _readers.RemoveAll(reader => reader.IsAtEnd);
        return delivered || await OpenMoreAsync(cancellationToken);
    }

    // New shards continue others, so they have time until those are quiet.
    private async ValueTask<bool> OpenMoreAsync(CancellationToken cancellationToken)
    {
        if (_more is null)
            return false;
        var shards = await _more.OpenAsync(cancellationToken);
        foreach (var shard in shards)
            Add(shard);
        return shards.Count > 0;
    }

    private void Add(IShardFeed shard) =>
        _readers.Add(
            new(
                shard,
                _function,
                _options,
                _state,
                _now,
                GiveUp,
                _options.TumblingWindowInSeconds is { } seconds
                    ? new ShardWindow(TimeSpan.FromSeconds(seconds), _sourceArn, shard.ShardId, _now)
                    : null
            )
        );

    private void GiveUp(FailedRecords failed)
    {
        var batch = new FailedBatch
        {
            EventSourceArn = _sourceArn,
            ShardId = failed.ShardId,
            Records = [.. failed.Records.Select(record => record.Json)],
            StartSequenceNumber = failed.Records[0].SequenceNumber,
            EndSequenceNumber = failed.Records[^1].SequenceNumber,
            Attempts = failed.Attempts,
            Condition = failed.Condition,
            Error = failed.Error,
        };
        _failures.Add(batch);
        _destination?.Send(batch, failed.Records);
    }
}
