namespace LambdaStream;

/// <summary>The units of work in flight in <see cref="Steps.Parallel"/>.</summary>
internal sealed class Flight(
    Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> step,
    Func<UnitOfWork, object?>? keyOf,
    bool inOrder
)
{
    private readonly List<Task<UnitOfWork?>> _tasks = [];
    private readonly List<object?> _keys = [];
    private readonly Dictionary<object, Task> _lastOfKey = [];

    public int Count => _tasks.Count;

    /// <summary>Starts a unit. True if it was done at once, or has failed, and goes before all others.</summary>
    public bool TryPass(UnitOfWork uow, out UnitOfWork? result)
    {
        result = null;
        // A unit whose key cannot be told has failed, so its step must not run.
        if (!TryGetKey(uow, out var key))
            return true;
        if (_tasks.Count > 0)
        {
            Add(key, LastOf(key) is { IsCompleted: false } last ? AfterAsync(last, uow) : uow.Guard(step).AsTask());
            return false;
        }
        var direct = uow.Guard(step);
        if (!direct.IsCompleted)
        {
            Add(key, direct.AsTask());
            return false;
        }
        result = direct.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Gives a unit that is done, in order the first one, if there is one.</summary>
    public bool TryLand(out UnitOfWork? result)
    {
        for (var i = 0; i < (inOrder ? Math.Min(1, _tasks.Count) : _tasks.Count); i++)
        {
            if (!_tasks[i].IsCompleted)
                continue;
            result = _tasks[i].GetAwaiter().GetResult();
            Forget(_keys[i], _tasks[i]);
            _tasks.RemoveAt(i);
            _keys.RemoveAt(i);
            return true;
        }
        result = null;
        return false;
    }

    /// <summary>Completes when <see cref="TryLand"/> has something to give.</summary>
    public Task AnyLanding() => inOrder ? _tasks[0] : Task.WhenAny(_tasks);

    public Task<UnitOfWork?[]> AllLandings() => Task.WhenAll(_tasks);

    private void Add(object? key, Task<UnitOfWork?> task)
    {
        _tasks.Add(task);
        _keys.Add(key);
        if (key is KeySet several)
        {
            foreach (var one in several.Keys)
                _lastOfKey[one] = task;
        }
        else if (key is not null)
        {
            _lastOfKey[key] = task;
        }
    }

    // A stream may have keys without end, and a task holds its unit.
    private void Forget(object? key, Task task)
    {
        if (key is KeySet several)
        {
            foreach (var one in several.Keys)
                Forget(one, task);
        }
        else if (key is not null && _lastOfKey.TryGetValue(key, out var last) && last == task)
        {
            _lastOfKey.Remove(key);
        }
    }

    private Task? LastOf(object? key) =>
        key switch
        {
            null => null,
            KeySet several => Task.WhenAll(several.Keys.Select(LastOf).OfType<Task>()),
            _ => _lastOfKey.GetValueOrDefault(key),
        };

    private bool TryGetKey(UnitOfWork uow, out object? key)
    {
        key = null;
        if (keyOf is null)
            return true;
        try
        {
            key = keyOf(uow);
            return true;
        }
        catch (Exception error)
        {
            uow.Fail(error);
            return false;
        }
    }

    private async Task<UnitOfWork?> AfterAsync(Task last, UnitOfWork uow)
    {
        await last;
        return await uow.Guard(step);
    }
}
