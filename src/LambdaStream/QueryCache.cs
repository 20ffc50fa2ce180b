using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The answers to an invocation's queries. Equal queries in flight share one call.</summary>
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
    private readonly Dictionary<Question, Answer> _answers = [];

    // The answers that have come, in their order.
    private readonly Queue<Answer> _come = [];
    private int _items;

    /// <summary>Who is asked for what of which table. Equal requests are one question.</summary>
    public readonly record struct Question(IDynamoDb Port, string Table, object Request)
    {
        // Ports and tables are few.
        public override int GetHashCode() => Request.GetHashCode();
    }

    /// <summary>The answer, from the first call with that question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="count">The number of items in an answer; by default 1.</param>
    /// <param name="uow">For which unit, where somebody watches.</param>
    public async ValueTask<T> GetAsync<T>(
        Question question,
        Func<ValueTask<T>> ask,
        Func<T, int>? count = null,
        UnitOfWork? uow = null
    )
    {
        Answer? answer;
        bool isHit;
        lock (_lock)
        {
            isHit = _answers.TryGetValue(question, out answer);
            if (!isHit)
                _answers[question] = answer = new Answer<T>(question, ask().Preserve());
        }
        uow?.Invocation.Watch?.Cached(uow, isHit);
        try
        {
            var found = await ((Answer<T>)answer!).Found;
            if (!isHit)
                Remember(answer, count?.Invoke(found) ?? 1);
            return found;
        }
        catch
        {
            // A failure is not remembered: the next unit asks again.
            lock (_lock)
                Remove(answer!);
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
            foreach (var answer in _answers.Values.Where(known => known.Question.Table == table).ToList())
                Remove(answer);
            // Or the queue would hold what is forgotten until so much has come that its turn is.
            for (var left = _come.Count; left > 0; left--)
            {
                var come = _come.Dequeue();
                if (IsKnown(come))
                    _come.Enqueue(come);
            }
        }
    }

    private void Remember(Answer answer, int items)
    {
        lock (_lock)
        {
            // A write may have come in between.
            if (!IsKnown(answer))
                return;
            answer.Items = items;
            _items += items;
            _come.Enqueue(answer);
            while (_items > MostItems && _come.TryDequeue(out var first))
                Remove(first);
        }
    }

    private void Remove(Answer answer)
    {
        if (!IsKnown(answer))
            return;
        _answers.Remove(answer.Question);
        _items -= answer.Items;
    }

    private bool IsKnown(Answer answer) => _answers.GetValueOrDefault(answer.Question) == answer;

    private abstract class Answer(Question question)
    {
        public Question Question { get; } = question;

        public int Items { get; set; }
    }

    private sealed class Answer<T>(Question question, ValueTask<T> found) : Answer(question)
    {
        public ValueTask<T> Found { get; } = found;
    }
}
