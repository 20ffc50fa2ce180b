using LambdaStream.Connectors;
using LambdaStream.Local;
using LambdaStream.Simulator.Histories;

namespace LambdaStream.Simulator.Targets;

/// <summary>The bus, which takes the events of sinks and the faults.</summary>
internal sealed class FlakyBus(
    Simulation simulation,
    History history,
    FlakyTargets targets,
    TargetFailures failures,
    double partial,
    Func<Json, string> identityOf
) : IEventBridge
{
    public async ValueTask<PutEventsResponse> PutEventsAsync(
        PutEventsRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Entries.All(entry => entry.DetailType is not "fault"))
            return await targets.WriteAsync(
                [.. request.Entries.Select(entry => Mark.Parse(entry.Detail["mark"].GetString()!))],
                Answer,
                cancellationToken
            );
        var invocation = history.Current;
        invocation.Unanswered++;
        var answer = await failures.CallAsync(_ => new ValueTask<PutEventsResponse>(Take(request)), cancellationToken);
        invocation.Unanswered--;
        return answer;
    }

    private PutEventsResponse Take(PutEventsRequest request)
    {
        var invocation = history.Current;
        var failed = new bool[request.Entries.Count];
        for (var i = 0; i < failed.Length; i++)
        {
            failed[i] = simulation.NextDouble() < partial;
            if (failed[i])
            {
                invocation.HasRefusedFaults = true;
                continue;
            }
            var fault = request.Entries[i].Detail;
            var pipeline = fault["tags"]["pipeline"].GetString()!;
            List<Token> tokens = [.. TokensOf(fault["uow"])];
            invocation.Of(pipeline).Faulted.UnionWith(tokens);
            invocation.Faults.Add((fault["id"].GetString()!, pipeline, tokens));
        }
        return Answer(failed);
    }

    private IEnumerable<Token> TokensOf(Json uow)
    {
        if (!uow["batch"].IsDefined)
        {
            yield return uow["part"] is { IsDefined: true } part
                ? Token.Parse(part.GetString()!)
                : new(history.NumberOf(identityOf(uow["record"])));
            yield break;
        }
        // A batch of which only some entries failed is shown whole, and says which.
        HashSet<int>? failed = null;
        if (uow["failedEntries"] is { IsDefined: true } entries)
        {
            failed = [];
            foreach (var entry in entries.EnumerateArray())
                failed.Add((int)entry["index"].GetInt64());
        }
        var index = 0;
        foreach (var unit in uow["batch"].EnumerateArray())
        {
            if (failed?.Contains(index++) is false)
                continue;
            foreach (var token in TokensOf(unit))
                yield return token;
        }
    }

    private static PutEventsResponse Answer(bool[] failed) =>
        new()
        {
            FailedEntryCount = failed.Count(one => one),
            Entries =
            [
                .. failed.Select(one =>
                    one
                        ? new PutEventsResultEntry { ErrorCode = "InternalFailure" }
                        : new PutEventsResultEntry { EventId = "1" }
                ),
            ],
        };
}
