namespace LambdaStream.Conformance.Running;

/// <summary>A clock that stands still. Timers run, but nobody waits long for them, time-outs of a day excepted.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > LongestWait && dueTime < Never ? LongestWait : dueTime, period);
}
