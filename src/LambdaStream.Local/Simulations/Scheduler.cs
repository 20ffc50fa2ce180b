namespace LambdaStream.Local.Simulations;

/// <summary>Runs what is runnable, one continuation at a time, and lets the seed say which is next.</summary>
internal sealed class Scheduler
{
    private readonly Lock _lock = new();
    private readonly List<(Process Process, SendOrPostCallback Callback, object? State)> _runnable = [];
    private Thread? _thread;
    private bool _isLeft;

    public Scheduler(int seed)
    {
        Random = new(seed);
        Root = new(this);
        Current = Root;
        Time = new(this);
    }

    /// <summary>Where every choice comes from.</summary>
    public Random Random { get; }

    public VirtualTime Time { get; }

    /// <summary>What belongs to no invocation, and never dies.</summary>
    public Process Root { get; }

    /// <summary>To whom the continuation that is running belongs.</summary>
    public Process Current { get; private set; }

    /// <summary>The continuations that ran so far.</summary>
    public long Steps { get; private set; }

    public bool IsRunning => _thread == Thread.CurrentThread;

    public void Post(Process process, SendOrPostCallback callback, object? state)
    {
        if (!IsRunning)
            _isLeft = true;
        lock (_lock)
            _runnable.Add((process, callback, state));
    }

    /// <summary>Makes this thread the one that everything runs on.</summary>
    public void Run(Action run)
    {
        if (_thread is not null)
            throw new InvalidOperationException("The simulation is running already.");
        var context = SynchronizationContext.Current;
        _thread = Thread.CurrentThread;
        try
        {
            SynchronizationContext.SetSynchronizationContext(Root);
            run();
        }
        finally
        {
            _thread = null;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs until nothing is runnable any more. False where it has come to the last step before.</summary>
    public bool RunReady(long last)
    {
        while (TryTake(out var work))
        {
            if (_isLeft)
                throw new InvalidOperationException(
                    "Something went on outside of the simulation's thread, where nothing can be repeated: real I/O, Task.Run, or ConfigureAwait(false)."
                );
            if (++Steps > last)
                return false;
            if (work.Process.IsAlive)
                Enter(work.Process, work.Callback, work.State);
        }
        return true;
    }

    /// <summary>Runs a callback as part of a process.</summary>
    public void Enter(Process process, SendOrPostCallback callback, object? state)
    {
        var before = Current;
        Current = process;
        SynchronizationContext.SetSynchronizationContext(process);
        try
        {
            callback(state);
        }
        finally
        {
            Current = before;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool TryTake(out (Process Process, SendOrPostCallback Callback, object? State) work)
    {
        lock (_lock)
        {
            work = default;
            if (_runnable.Count == 0)
                return false;
            var place = Random.Next(_runnable.Count);
            work = _runnable[place];
            _runnable[place] = _runnable[^1];
            _runnable.RemoveAt(_runnable.Count - 1);
        }
        // The step at which it is to die is one that it does not make.
        work.Process.Count();
        return true;
    }
}
