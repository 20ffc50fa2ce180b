namespace LambdaStream;

/// <summary>The end of an invocation, in steps that leave time to publish the faults and to answer.</summary>
/// <remarks>
/// First nothing more is begun, then what is in flight is cancelled, a little later what does not heed that is given up,
/// and last the publishing of faults is cancelled too.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly TimeSpan _total;
    private readonly TimeSpan _cancel = TimeSpan.MaxValue;
    private readonly TimeSpan _drainReserve;
    private readonly TimeSpan _reserve;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenSource _abandonment = new();
    private readonly CancellationTokenSource _flush = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly Lock _lock = new();
    private readonly List<ITimer> _timers = [];
    private bool _isOver;

    public Deadline(TimeProvider time, TimeSpan remaining, StreamOptions options, CancellationToken outer)
    {
        _time = time;
        _started = time.GetTimestamp();
        _total = remaining;
        _reserve = options.FlushReserve;
        _drainReserve = options.DrainReserve;
        IsEndless = remaining == Timeout.InfiniteTimeSpan;
        if (!IsEndless)
        {
            // A function with a short time-out would keep all of it in reserve, and never begin anything.
            var quarter = Max(remaining / 4, TimeSpan.Zero);
            _reserve = Min(_reserve, quarter);
            _drainReserve = Min(_drainReserve, quarter);
            _cancel = Max(remaining - _reserve, TimeSpan.Zero);
        }
        _cancellation = new(IsEndless ? Timeout.InfiniteTimeSpan : _cancel, time);
        // A source's token cannot be asked for once it is disposed, but an abandoned step may still hold the invocation.
        Cancellation = _cancellation.Token;
        Abandonment = _abandonment.Token;
        FlushCancellation = _flush.Token;
        Cancellation.UnsafeRegister(static state => ((Deadline)state!).StartFlush(), this);
        _outer = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
    }

    /// <summary>Whether the invocation has no end, so that only its cancellation ends it.</summary>
    public bool IsEndless { get; }

    /// <summary>The time since the invocation began.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Whether nothing more may be begun.</summary>
    public bool IsDraining => IsEndless ? Cancellation.IsCancellationRequested : !LeavesTime(Elapsed, TimeSpan.Zero);

    /// <summary>Whether there is still time to begin what takes as long as that, and never less than the drain reserve.</summary>
    /// <param name="elapsed">The time since the invocation began.</param>
    /// <param name="needed">How long it takes.</param>
    public bool LeavesTime(TimeSpan elapsed, TimeSpan needed) =>
        !Cancellation.IsCancellationRequested && elapsed < _cancel - Max(needed, _drainReserve);

    /// <summary>Cancelled a flush reserve before the end.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Cancelled a quarter of the reserve later: what still has not ended is given up.</summary>
    public CancellationToken Abandonment { get; }

    /// <summary>Cancelled a quarter of the reserve before the end: faults that are not published by then are not.</summary>
    public CancellationToken FlushCancellation { get; }

    public TimeSpan Remaining =>
        _total == Timeout.InfiniteTimeSpan
            ? Timeout.InfiniteTimeSpan
            : Max(_total - _time.GetElapsedTime(_started), TimeSpan.Zero);

    public void Dispose()
    {
        _outer.Dispose();
        _cancellation.Dispose();
        lock (_lock)
        {
            _isOver = true;
            _timers.ForEach(timer => timer.Dispose());
        }
    }

    private void StartFlush()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _timers.Add(After(_reserve / 4, _abandonment));
            _timers.Add(After(_reserve * 3 / 4, _flush));
        }
    }

    private ITimer After(TimeSpan delay, CancellationTokenSource source) =>
        _time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(),
            source,
            delay,
            Timeout.InfiniteTimeSpan
        );

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
