namespace LambdaStream.Local.Simulations;

/// <summary>What dies together: the continuations and timers of one invocation.</summary>
internal sealed class Process(Scheduler scheduler) : SynchronizationContext
{
    private long _steps;
    private long _lastStep = long.MaxValue;
    private Action? _died;

    public bool IsAlive { get; private set; } = true;

    /// <summary>What belongs to the invocation that runs in it; null for the root.</summary>
    public SimulatedInvocation? Invocation { get; init; }

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => scheduler.Enter(this, d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Lets it die at a step; what it did until then stays.</summary>
    public void DieAfter(long steps, Action died) => (_lastStep, _died) = (steps, died);

    public void Count()
    {
        if (IsAlive && ++_steps > _lastStep)
            Kill();
    }

    /// <summary>Nothing of it runs any more, no finally block either.</summary>
    public void Kill()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        _died?.Invoke();
    }

    /// <summary>Lets it live, whatever was to come.</summary>
    public void Spare() => _lastStep = long.MaxValue;
}
