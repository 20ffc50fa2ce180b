namespace LambdaStream.Testing;

/// <summary>An invocation on its way to a function and back.</summary>
internal sealed class RuntimeApiCall(string requestId, ReadOnlyMemory<byte> payload, RuntimeApiInvocation invocation)
{
    private readonly TaskCompletionSource<RuntimeApiAnswer> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    public RuntimeApiInvocation Invocation => invocation;

    public Task<RuntimeApiAnswer> Answer => _answer.Task;

    public bool TryAnswer(RuntimeApiAnswer answer) => _answer.TrySetResult(answer);

    public void Abandon(Exception error) => _answer.TrySetException(error);
}

/// <summary>Brings invocations and those who ask for one together, both in the order in which they came.</summary>
internal sealed class RuntimeApiQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<RuntimeApiCall> _calls = [];
    private readonly LinkedList<TaskCompletionSource<RuntimeApiCall>> _askers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];

    public void Add(RuntimeApiCall call)
    {
        lock (_lock)
        {
            if (_askers.First is not { } asker)
            {
                _calls.Enqueue(call);
                return;
            }
            _askers.RemoveFirst();
            asker.Value.SetResult(call);
        }
    }

    /// <summary>The next invocation; null where the asker has gone before there was one.</summary>
    public async Task<RuntimeApiCall?> TakeAsync(Task gone)
    {
        LinkedListNode<TaskCompletionSource<RuntimeApiCall>> asker;
        lock (_lock)
        {
            if (_calls.TryDequeue(out var call))
                return call;
            asker = _askers.AddLast(
                new TaskCompletionSource<RuntimeApiCall>(TaskCreationOptions.RunContinuationsAsynchronously)
            );
            foreach (var (_, reached) in _watchers.Where(watcher => watcher.Count <= _askers.Count))
                reached.TrySetResult();
        }
        await Task.WhenAny(asker.Value.Task, gone);
        lock (_lock)
        {
            if (asker.List is null)
                return asker.Value.Task.Result;
            _askers.Remove(asker);
            return null;
        }
    }

    /// <summary>Ends when as many ask at once.</summary>
    public Task WhenAsked(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_askers.Count >= count)
                reached.SetResult();
            else
                _watchers.Add((count, reached));
        }
        return reached.Task;
    }
}
