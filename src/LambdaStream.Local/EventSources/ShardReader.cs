using LambdaStream.Local.Streams;

namespace LambdaStream.Local.EventSources;

/// <summary>Drives a function from one shard, in order: what is behind a failed record waits for it.</summary>
internal sealed class ShardReader(
    IShardFeed feed,
    LocalFunction function,
    EventSourceMappingOptions options,
    MappingState state,
    ShardWindow? window = null
)
{
    // Consecutive records and how many invocations failed with the first of them.
    private readonly record struct Batch(ArraySegment<ShardRecord> Records, int Failures)
    {
        public (Batch First, Batch Second) SplitAt(int count) =>
            (this with { Records = Records[..count] }, this with { Records = Records[count..] });
    }

    // What was taken from the shard and is not done, the next on top.
    private readonly Stack<Batch> _taken = new();

    public string ShardId => feed.ShardId;

    /// <summary>Whether everything is done, and nothing will come.</summary>
    public bool IsAtEnd => _taken.Count == 0 && feed.IsAtEnd && window is not { IsOpen: true };

    /// <summary>The records that were taken from the shard so far.</summary>
    public long RecordCount { get; private set; }

    public Exception? LastError { get; private set; }

    /// <summary>How many invocations failed with the record that is next.</summary>
    public int Failures => _taken.TryPeek(out var batch) ? batch.Failures : 0;

    /// <summary>Delivers one batch, if there is one. What it gave up on is in <paramref name="giveUp"/>'s hands then.</summary>
    public async ValueTask<bool> DeliverAsync(Action<FailedRecords> giveUp, CancellationToken cancellationToken)
    {
        if (!await TakeAsync(cancellationToken))
            return window is { IsOpen: true, IsOver: true } && await CloseWindowAsync(cancellationToken);
        var batch = _taken.Peek();
        var inWindow = window?.CountIn(batch.Records) ?? batch.Records.Count;
        if (inWindow == 0)
            return await CloseWindowAsync(cancellationToken);
        var (payload, count) = BatchPayload.Of(
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
        var (done, error) = await InvokeAsync(batch.Records, payload, cancellationToken);
        _taken.Pop();
        LastError = error;
        if (done < batch.Records.Count)
            Retry(batch, done, error, giveUp);
        return true;
    }

    // Lambda goes on in a shard only when its window is closed, so this has no end to its attempts.
    private async ValueTask<bool> CloseWindowAsync(CancellationToken cancellationToken)
    {
        var (payload, _) = BatchPayload.Of([], window!.Members(isFinal: true));
        (_, LastError) = await InvokeAsync([], payload, cancellationToken);
        if (LastError is null)
            window.Close();
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

    private async ValueTask<(int Done, Exception? Error)> InvokeAsync(
        ArraySegment<ShardRecord> records,
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var response = await function(payload, cancellationToken);
            window?.Keep(response);
            return (options.ReportBatchItemFailures ? BatchResponse.DoneOf(records, response) : records.Count, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, exception);
        }
    }

    private void Retry(Batch batch, int done, Exception? error, Action<FailedRecords> giveUp)
    {
        if (error is not null && options.BisectBatchOnFunctionError && batch.Records.Count > 1)
        {
            // Splitting does not count as an attempt.
            var (first, second) = batch.SplitAt(batch.Records.Count / 2);
            _taken.Push(second);
            _taken.Push(first);
            return;
        }
        var (_, rest) = batch.SplitAt(done);
        rest = rest with { Failures = (done > 0 ? 0 : batch.Failures) + 1 };
        if (rest.Failures > options.MaximumRetryAttempts)
            giveUp(new(ShardId, rest.Records, rest.Failures, error));
        else
            _taken.Push(rest);
    }
}

/// <summary>Records after their last attempt.</summary>
internal sealed record FailedRecords(
    string ShardId,
    IReadOnlyList<ShardRecord> Records,
    int Attempts,
    Exception? Error
);
