namespace LambdaStream.Local.Simulations;

/// <summary>A clock that stands still while something runs, and then goes on to the next timer at once.</summary>
internal sealed class VirtualTime(Scheduler scheduler) : TimeProvider
{
    private readonly PriorityQueue<(Timer Timer, int Version), (long Due, int Chance)> _timers = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, scheduler.Current, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When the next timer of a living process is due; null where there is none.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (_timers.TryPeek(out var entry, out var priority))
            {
                if (entry.Timer.Is(entry.Version))
                    return new(priority.Due, TimeSpan.Zero);
                _timers.Dequeue();
            }
            return null;
        }
    }

    /// <summary>Goes on to a time, and makes runnable what was to happen until then.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        Now = time;
        while (_timers.TryPeek(out var entry, out var priority) && priority.Due <= Now.UtcTicks)
        {
            _timers.Dequeue();
            if (entry.Timer.Is(entry.Version))
                entry.Timer.Fire();
        }
    }

    // Timers of the same moment come in an order that the seed says.
    private void Add(Timer timer, int version, TimeSpan dueTime) =>
        _timers.Enqueue((timer, version), ((Now + dueTime).UtcTicks, scheduler.Random.Next()));

    private sealed class Timer(VirtualTime time, Process process, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private int _version;

        public bool Is(int version) => version == _version && process.IsAlive;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _version++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                time.Add(this, _version, dueTime);
            return true;
        }

        public void Fire()
        {
            var version = _version;
            process.Post(
                _ =>
                {
                    // Stopped at the last moment.
                    if (version == _version)
                        callback(state);
                },
                null
            );
            if (_period > TimeSpan.Zero)
                time.Add(this, _version, _period);
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
