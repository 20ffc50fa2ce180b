namespace LambdaStream.Conformance.Running;

/// <summary>A clock that stands still. Timers run, but nobody waits long for them.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > LongestWait ? LongestWait : dueTime, period);
}
