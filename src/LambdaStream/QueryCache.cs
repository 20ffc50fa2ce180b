using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The answers to an invocation's queries, by port, table and request. Equal queries in flight share one call.</summary>
/// <remarks>
/// A write of the invocation itself forgets what was read from its table. Of answers with more than
/// <see cref="MostItems"/> items in all the first ones are forgotten, since whoever evaluates many events with many others would
/// hold them all.
/// </remarks>
internal sealed class QueryCache
{
    /// <summary>So many items are remembered.</summary>
    public const int MostItems = 4_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(IDynamoDb Port, string Table, string Request), Answer> _answers = [];

    // The answers that have come, in their order.
    private readonly Queue<((IDynamoDb, string, string) Key, Answer Answer)> _come = [];
    private int _items;

    /// <summary>The answer, from the first call with that request.</summary>
    /// <param name="port">Who is asked.</param>
    /// <param name="table">What is read.</param>
    /// <param name="request">The request's text.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="count">The number of items in an answer; by default 1.</param>
    /// <param name="uow">For which unit, where somebody watches.</param>
    public async ValueTask<T> GetAsync<T>(
        IDynamoDb port,
        string table,
        string request,
        Func<Task<T>> ask,
        Func<T, int>? count = null,
        UnitOfWork? uow = null
    )
    {
        var key = (port, table, request);
        Answer? answer;
        bool isHit;
        lock (_lock)
        {
            isHit = _answers.TryGetValue(key, out answer);
            if (!isHit)
                _answers[key] = answer = new(ask());
        }
        uow?.Invocation.Watch?.Cached(uow, isHit);
        try
        {
            var found = await (Task<T>)answer!.Task;
            if (!isHit)
                Remember(key, answer, count?.Invoke(found) ?? 1);
            return found;
        }
        catch
        {
            // A failure is not remembered: the next unit asks again.
            lock (_lock)
                Remove(key, answer!);
            throw;
        }
    }

    /// <summary>Forgets what was read from a table.</summary>
    public void Forget(string table)
    {
        lock (_lock)
        {
            if (_answers.Count == 0)
                return;
            foreach (var (key, answer) in _answers.Where(known => known.Key.Table == table).ToList())
                Remove(key, answer);
            // Or the queue would hold what is forgotten until so much has come that its turn is.
            for (var left = _come.Count; left > 0; left--)
            {
                var come = _come.Dequeue();
                if (_answers.GetValueOrDefault(come.Key) == come.Answer)
                    _come.Enqueue(come);
            }
        }
    }

    private void Remember((IDynamoDb, string, string) key, Answer answer, int items)
    {
        lock (_lock)
        {
            // A write may have come in between.
            if (_answers.GetValueOrDefault(key) != answer)
                return;
            answer.Items = items;
            _items += items;
            _come.Enqueue((key, answer));
            while (_items > MostItems && _come.TryDequeue(out var first))
                Remove(first.Key, first.Answer);
        }
    }

    private void Remove((IDynamoDb, string, string) key, Answer answer)
    {
        if (_answers.GetValueOrDefault(key) != answer)
            return;
        _answers.Remove(key);
        _items -= answer.Items;
    }

    private sealed class Answer(Task task)
    {
        public Task Task { get; } = task;

        public int Items { get; set; }
    }
}
