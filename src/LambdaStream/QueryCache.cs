using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The answers to an invocation's queries, by port, table and request. Equal queries in flight share one call.</summary>
/// <remarks>A write of the invocation itself forgets what was read from its table.</remarks>
internal sealed class QueryCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(IDynamoDb Port, string Table, string Request), Task> _answers = [];

    /// <summary>The answer, from the first call with that request.</summary>
    public async ValueTask<T> GetAsync<T>(
        IDynamoDb port,
        string table,
        string request,
        Func<Task<T>> ask,
        UnitOfWork? uow = null
    )
    {
        Task<T> answer;
        bool isHit;
        lock (_lock)
        {
            isHit = _answers.TryGetValue((port, table, request), out var known);
            if (isHit)
            {
                answer = (Task<T>)known!;
            }
            else
            {
                answer = ask();
                _answers[(port, table, request)] = answer;
            }
        }
        uow?.Invocation.Watch?.Cached(uow, isHit);
        try
        {
            return await answer;
        }
        catch
        {
            // A failure is not remembered: the next unit asks again.
            lock (_lock)
            {
                if (_answers.TryGetValue((port, table, request), out var failed) && failed == answer)
                    _answers.Remove((port, table, request));
            }
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
            foreach (var key in _answers.Keys.Where(key => key.Table == table).ToList())
                _answers.Remove(key);
        }
    }
}
