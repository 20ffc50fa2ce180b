using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Aws.Tests.Support;

/// <summary>A clock that a test moves by hand, and that tells when someone waits for it.</summary>
internal sealed class ManualTime() : FakeTimeProvider(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Created)> _waiters = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _timers.Add(dueTime);
            foreach (var (_, created) in _waiters.FindAll(waiter => waiter.Due == dueTime))
                created.TrySetResult();
        }
        return timer;
    }

    /// <summary>Waits until someone waits for so long.</summary>
    public Task WaitForAsync(TimeSpan due)
    {
        lock (_lock)
        {
            if (_timers.Remove(due))
                return Task.CompletedTask;
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((due, created));
            return created.Task;
        }
    }

    /// <summary>Waits until someone waits for so long, and lets that time pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await WaitForAsync(due);
        Advance(due);
    }
}
