using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Topologies;

/// <summary>What a user would write into the steps of a pipeline; here it tells the history what it did.</summary>
/// <param name="simulation">The simulation.</param>
/// <param name="history">What is told.</param>
/// <param name="fate">Which records fail where.</param>
/// <param name="slow">The longest time that a function waits.</param>
/// <param name="stuck">The chance that it waits without end.</param>
/// <param name="stubborn">The chance that it does so without heeding its cancellation.</param>
internal sealed class UserFunctions(
    Simulation simulation,
    History history,
    Fate fate,
    TimeSpan slow,
    double stuck,
    double stubborn
)
{
    /// <summary>Fails where a record of the unit is to fail here.</summary>
    public void Check(UnitOfWork uow, int place)
    {
        var tokens = Touch(uow);
        foreach (var token in tokens)
        {
            if (fate.ErrorOf(token.Record, place, history.DeliveriesOf(token.Record)) is not { } error)
                continue;
            history.Fail(uow, tokens, error);
            throw error;
        }
    }

    /// <summary>Whether the unit goes on here.</summary>
    public bool IsKept(UnitOfWork uow, int place)
    {
        Check(uow, place);
        var tokens = history.TokensOf(uow);
        // A record's fate is its own: the batch that it is in may be another one when it comes again.
        if (tokens.Count > 1 || fate.Of(tokens[0].Record, ~place) < 0.8)
            return true;
        history.Of(uow).Filtered.UnionWith(tokens);
        return false;
    }

    /// <summary>Takes its time.</summary>
    public async ValueTask WorkAsync(UnitOfWork uow, CancellationToken cancellationToken)
    {
        var tokens = Touch(uow);
        var chance = simulation.NextDouble();
        if (chance < stubborn)
            await new TaskCompletionSource().Task;
        else if (chance < stubborn + stuck)
            await Task.Delay(Timeout.InfiniteTimeSpan, simulation.Time, cancellationToken);
        else if (chance < 0.7)
            await Task.Delay(slow * simulation.NextDouble(), simulation.Time, cancellationToken);
        // A client's own time-out looks like a cancellation.
        if (fate.Of(tokens[0].Record, 999) < 0.01 && !cancellationToken.IsCancellationRequested)
        {
            var error = new TaskCanceledException("the client's own time-out");
            history.Fail(uow, tokens, error);
            throw error;
        }
        Touch(uow);
    }

    /// <summary>The parts of a record, made one by one, up to where it fails.</summary>
    public IEnumerable<UnitOfWork> Parts(UnitOfWork uow, int place)
    {
        var token = Touch(uow)[0];
        var count = (int)(fate.Of(token.Record, place + 1) * 4);
        var failing = fate.ErrorOf(token.Record, place, history.DeliveriesOf(token.Record));
        for (var i = 1; i <= count; i++)
        {
            if (failing is not null && i == count)
            {
                history.Fail(uow, [token], failing);
                throw failing;
            }
            var part = token with { Part = i };
            if (!history.Of(uow).Parts.TryGetValue(token.Record, out var parts))
                history.Of(uow).Parts.Add(token.Record, parts = []);
            if (!parts.Contains(part))
                parts.Add(part);
            yield return uow.With(Units.Part, part.ToString());
        }
        history.Of(uow).Split.Add(token.Record);
    }

    public async IAsyncEnumerable<UnitOfWork> PartsAsync(UnitOfWork uow, int place)
    {
        using var parts = Parts(uow, place).GetEnumerator();
        do
        {
            await WorkAsync(uow, uow.Cancellation);
            if (!parts.MoveNext())
                yield break;
            yield return parts.Current;
        } while (true);
    }

    /// <summary>What a sink is to write for a unit.</summary>
    public Mark MarkOf(UnitOfWork uow, string sink)
    {
        var tokens = Touch(uow);
        return new(uow.Pipeline, sink, KeyOf(tokens[0]), tokens);
    }

    public string KeyOf(UnitOfWork uow) => KeyOf(history.TokensOf(uow)[0]);

    private IReadOnlyList<Token> Touch(UnitOfWork uow)
    {
        var tokens = history.TokensOf(uow);
        history.Of(uow).Touched.AddRange(tokens.Select(token => token.Record));
        return tokens;
    }

    private string KeyOf(Token token) => history.Records[token.Record].Key;
}
