using LambdaStream.Local.Simulations;
using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>Drives a function from one shard, in order: what is behind a failed record waits for it.</summary>
internal sealed class ShardReader(
    IShardFeed feed,
    LocalFunction function,
    EventSourceMappingOptions options,
    MappingState state,
    Func<DateTimeOffset> now,
    Action<FailedRecords> giveUp,
    ShardWindow? window = null
) : IDelivery
{
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(1);

    // Records in their order and how many invocations failed with the first of them.
    private readonly record struct Batch(ArraySegment<ShardRecord> Records, int Failures)
    {
        public (Batch First, Batch Second) SplitAt(int count) =>
            (this with { Records = Records[..count] }, this with { Records = Records[count..] });
    }

    private readonly record struct Outcome(ArraySegment<ShardRecord> Rest, Exception? Error);

    // What was taken from the shard and is not done, the next on top.
    private readonly Stack<Batch> _taken = new();
    private DateTimeOffset _notBefore;
    private int _inARow;

    public string ShardId => feed.ShardId;

    /// <summary>Whether everything is done, and nothing will come.</summary>
    public bool IsAtEnd => _taken.Count == 0 && feed.IsAtEnd && window is not { IsOpen: true };

    /// <summary>The records that were taken from the shard so far.</summary>
    public long RecordCount { get; private set; }

    public Exception? LastError { get; private set; }

    /// <summary>How many invocations failed with the record that is next.</summary>
    public int Failures => _taken.TryPeek(out var batch) ? batch.Failures : 0;

    public string Description =>
        $"{ShardId} failed {Failures} times"
        + (LastError is { } error ? $", last with {error.GetType().Name}: {error.Message}" : "");

    public DateTimeOffset? Due =>
        !state.IsEnabled ? null
        : _taken.Count > 0 ? _notBefore
        : feed.DueOf(state.BatchSize, TimeSpan.FromSeconds(options.MaximumBatchingWindowInSeconds)) is { } due
            // A window that cannot be closed is tried again like a batch.
            ? due
        : window?.End is { } end ? (end > _notBefore ? end : _notBefore)
        : null;

    /// <summary>Delivers one batch, if there is one.</summary>
    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        if (!await TakeAsync(cancellationToken))
            return window is { IsOpen: true, IsOver: true } && await CloseWindowAsync(cancellationToken);
        if (DropOld())
            return true;
        var batch = _taken.Peek();
        var inWindow = window?.CountIn(batch.Records) ?? batch.Records.Count;
        if (inWindow == 0)
            return await CloseWindowAsync(cancellationToken);
        var (payload, count) = feed.PayloadOf(
            batch.Records[..inWindow],
            window is null ? [] : window.Members(isFinal: false)
        );
        if (count < batch.Records.Count)
        {
            _taken.Pop();
            var (fitting, rest) = batch.SplitAt(count);
            _taken.Push(rest);
            _taken.Push(fitting);
            batch = fitting;
        }
        var (again, error) = await InvokeAsync(batch.Records, payload, cancellationToken);
        LastError = error;
        if (error is FunctionThrottledException)
        {
            BackOff();
            return true;
        }
        _taken.Pop();
        if (again.Count > 0)
            Retry(batch, again, error);
        else
            _inARow = 0;
        return true;
    }

    // Lambda goes on in a shard only when its window is closed, so this has no end to its attempts.
    private async ValueTask<bool> CloseWindowAsync(CancellationToken cancellationToken)
    {
        var (payload, _) = feed.PayloadOf([], window!.Members(isFinal: true));
        (_, LastError) = await InvokeAsync([], payload, cancellationToken);
        if (LastError is null)
            window.Close();
        else
            BackOff();
        return true;
    }

    private async ValueTask<bool> TakeAsync(CancellationToken cancellationToken)
    {
        if (_taken.Count > 0)
            return true;
        var records = await feed.TakeAsync(state.BatchSize, cancellationToken);
        if (records.Count == 0)
            return false;
        _taken.Push(new(new([.. records]), 0));
        RecordCount += records.Count;
        return true;
    }

    // Gives up on what is next where it is too old, and on what is behind it as far as that is, too.
    private bool DropOld()
    {
        if (options.MaximumRecordAgeInSeconds is not { } seconds)
            return false;
        var oldest = now() - TimeSpan.FromSeconds(seconds);
        var batch = _taken.Pop();
        var old = batch.Records.TakeWhile(record => record.Arrived < oldest).Count();
        var (dropped, rest) = batch.SplitAt(old);
        if (rest.Records.Count > 0)
            _taken.Push(rest);
        if (old > 0)
            giveUp(new(ShardId, dropped.Records, dropped.Failures, LastError, FailedBatch.RecordAgeExceeded));
        return old > 0;
    }

    private async ValueTask<Outcome> InvokeAsync(
        ArraySegment<ShardRecord> records,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var response = await function(payload, cancellationToken);
            window?.Keep(response);
            var isReported = options.ReportBatchItemFailures && records.Count > 0;
            return new(isReported ? feed.RestOf(records, response) : [], null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(records, exception);
        }
    }

    private void Retry(Batch batch, ArraySegment<ShardRecord> again, Exception? error)
    {
        BackOff();
        if (error is not null && options.BisectBatchOnFunctionError && batch.Records.Count > 1)
        {
            // Splitting does not count as an attempt.
            var (first, second) = batch.SplitAt(batch.Records.Count / 2);
            _taken.Push(second);
            _taken.Push(first);
            return;
        }
        var hasProgress = again.Count < batch.Records.Count;
        var rest = new Batch(again, (hasProgress ? 0 : batch.Failures) + 1);
        if (rest.Failures > options.MaximumRetryAttempts)
            giveUp(new(ShardId, rest.Records, rest.Failures, error, FailedBatch.RetryAttemptsExhausted));
        else
            _taken.Push(rest);
    }

    // Twice as long each time, from a second on. Only a simulation waits for it.
    private void BackOff()
    {
        var wait = TimeSpan.FromSeconds(1 << Math.Min(_inARow++, 6));
        _notBefore = now() + (wait < MaxBackOff ? wait : MaxBackOff);
    }
}

/// <summary>Records on which a mapping gives up.</summary>
internal sealed record FailedRecords(
    string ShardId,
    IReadOnlyList<ShardRecord> Records,
    int Attempts,
    Exception? Error,
    string Condition
);
