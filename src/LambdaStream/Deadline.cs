namespace LambdaStream;

/// <summary>
/// The end of an invocation, in two steps: first nothing more is begun, then what is in flight is cancelled, both early
/// enough to publish the faults and to answer before Lambda ends the process.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly TimeSpan _total;
    private readonly TimeSpan _drain;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _outer;
    private readonly TaskCompletionSource _isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _grace;
    private Task? _abandonment;

    public Deadline(TimeProvider time, TimeSpan remaining, StreamOptions options, CancellationToken outer)
    {
        _time = time;
        _started = time.GetTimestamp();
        _total = remaining;
        _grace = options.FlushReserve / 4;
        var cancel = Timeout.InfiniteTimeSpan;
        _drain = TimeSpan.MaxValue;
        if (remaining != Timeout.InfiniteTimeSpan)
        {
            cancel = Max(remaining - options.FlushReserve, TimeSpan.Zero);
            _drain = Max(cancel - options.DrainReserve, TimeSpan.Zero);
        }
        _cancellation = new(cancel, time);
        _outer = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
    }

    /// <summary>Whether nothing more may be begun.</summary>
    public bool IsDraining => _cancellation.IsCancellationRequested || _time.GetElapsedTime(_started) >= _drain;

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Completes when what does not heed its cancellation is given up: after a quarter of the flush reserve.</summary>
    public Task Abandonment => _abandonment ??= AbandonAsync();

    public TimeSpan Remaining =>
        _total == Timeout.InfiniteTimeSpan
            ? Timeout.InfiniteTimeSpan
            : Max(_total - _time.GetElapsedTime(_started), TimeSpan.Zero);

    public void Dispose()
    {
        _isOver.TrySetResult();
        _outer.Dispose();
        _cancellation.Dispose();
    }

    private async Task AbandonAsync()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _cancellation.Token.UnsafeRegister(
            static state => ((TaskCompletionSource)state!).TrySetResult(),
            cancelled
        );
        // Without an end the task must not outlive its invocation.
        if (await Task.WhenAny(cancelled.Task, _isOver.Task) == cancelled.Task)
            await Task.WhenAny(_isOver.Task, Task.Delay(_grace, _time));
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
