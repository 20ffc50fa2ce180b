namespace LambdaStream.Pipelines;

/// <summary>The units on their way to one pipeline. One side adds, the other takes.</summary>
/// <remarks>
/// The pipeline goes on where it waits when it is told to, within the call that tells it: so it takes a unit while that is
/// still in the processor's cache, and nothing waits for a thread.
/// </remarks>
internal sealed class UnitQueue
{
    private readonly Lock _lock = new();
    private Queue<UnitOfWork> _added = [];
    private Queue<UnitOfWork> _taken = [];
    private bool _isComplete;

    // The pipeline that waits for units, and who waits for the pipeline to take some.
    private TaskCompletionSource? _arrival;
    private TaskCompletionSource? _room;

    /// <summary>Adds a unit, of which the pipeline must still be told.</summary>
    public void Add(UnitOfWork uow)
    {
        lock (_lock)
            _added.Enqueue(uow);
    }

    /// <summary>Adds a unit once there are fewer than so many that the pipeline has not come for, and tells it.</summary>
    public async ValueTask AddAsync(UnitOfWork uow, int most, CancellationToken cancellationToken)
    {
        while (WaitForRoom(most) is { } room)
            await room.WaitAsync(cancellationToken);
        Add(uow);
        Tell();
    }

    /// <summary>Tells the pipeline that there is something for it.</summary>
    public void Tell()
    {
        TaskCompletionSource? arrival;
        lock (_lock)
            (arrival, _arrival) = (_arrival, null);
        arrival?.SetResult();
    }

    /// <summary>Says that no more units come.</summary>
    public void Complete()
    {
        lock (_lock)
            _isComplete = true;
        Tell();
    }

    /// <summary>Waits until there is a unit to take. False when there is none any more.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken = default)
    {
        while (_taken.Count == 0)
        {
            if (ComeForMore() is not { } arrival)
                return _taken.Count > 0;
            await arrival.WaitAsync(cancellationToken);
        }
        return true;
    }

    /// <summary>The next unit, if there is one.</summary>
    public UnitOfWork? Next => _taken.TryPeek(out var next) ? next : null;

    /// <summary>Takes the next unit.</summary>
    public UnitOfWork Take() => _taken.Dequeue();

    // Null when something was there, or nothing comes any more.
    private Task? ComeForMore()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (_added.Count == 0)
                return _isComplete ? null : (_arrival = new()).Task;
            (_added, _taken) = (_taken, _added);
            (room, _room) = (_room, null);
        }
        room?.SetResult();
        return null;
    }

    private Task? WaitForRoom(int most)
    {
        lock (_lock)
            return _added.Count < most ? null : (_room = new()).Task;
    }
}
