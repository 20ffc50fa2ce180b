using System.Collections.Frozen;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>How <see cref="Evaluate"/> comes to its conclusions.</summary>
internal static class EvaluateSteps
{
    // The events under the key that came in this invocation, this one last: the index may not know them yet.
    private static readonly Slot<Arrival> Arrivals = new("arrivals", _ => default);

    private static readonly FrozenDictionary<string, string> Pk = Names("pk");
    private static readonly FrozenDictionary<string, string> Data = Names("data");

    public static IAsyncEnumerable<UnitOfWork> WithArrivals(this IAsyncEnumerable<UnitOfWork> source, bool isWanted)
    {
        if (!isWanted)
            return source;
        var byKey = new Dictionary<string, Arrival>(StringComparer.Ordinal);
        return source.Map(uow =>
        {
            var row = uow.Get(Slots.Meta)!;
            // Rows of correlated events are read consistently.
            if (row.IsCorrelation || row.CorrelationKey is not { } key)
                return uow;
            var arrival = new Arrival(uow.Event, byKey.GetValueOrDefault(key));
            byKey[key] = arrival;
            return uow.With(Arrivals, arrival);
        });
    }

    /// <summary>Leaves the triggers of each unit for which the rule's expression holds; without a rule each event is its own.</summary>
    public static IAsyncEnumerable<UnitOfWork> EvaluateBy(this IAsyncEnumerable<UnitOfWork> source, Evaluate? rule) =>
        rule is null
            ? source.Map(uow => uow.With(Slots.Triggers, [uow.Event]))
            : source
                .Filter(uow => HasSuffixOf(uow, rule))
                .MapTo(Slots.QueryRequest, uow => Correlated(uow.Get(Slots.Meta)!, rule.Index))
                .QueryAllDynamoDb(
                    new()
                    {
                        TableName = rule.TableName,
                        DynamoDb = rule.DynamoDb,
                        Parallel = rule.Parallel,
                    }
                )
                .Map(uow => uow.With(Slots.Correlated, Events(uow, uow.Get(Slots.QueryResponse)!, rule)))
                .Concurrently(
                    all => rule.Parallel ?? all.Parallel,
                    (uow, token) => ConcludeAsync(uow, rule, token),
                    verb: nameof(Evaluate)
                );

    private static bool HasSuffixOf(UnitOfWork uow, Evaluate rule) =>
        (uow.Get(Slots.Meta)!.Suffix ?? "") == (rule.CorrelationKeySuffix ?? "");

    private static OneOrMany<QueryRequest> Correlated(CollectedRow row, string index) =>
        row.IsCorrelation
            ? new QueryRequest
            {
                KeyConditionExpression = "#pk = :pk",
                ExpressionAttributeNames = Pk,
                ExpressionAttributeValues = Item.Of((":pk", row.Item["pk"])),
                ConsistentRead = true,
            }
            : new QueryRequest
            {
                IndexName = index,
                KeyConditionExpression = "#data = :data",
                ExpressionAttributeNames = Data,
                ExpressionAttributeValues = Item.Of((":data", row.Item["data"])),
            };

    private static FrozenDictionary<string, string> Names(string name) =>
        new Dictionary<string, string> { [$"#{name}"] = name }.ToFrozenDictionary(StringComparer.Ordinal);

    // Rows of other kinds may stand under the key too.
    private static List<Event> Events(UnitOfWork uow, IReadOnlyList<Item> rows, Evaluate rule)
    {
        var now = uow.Invocation.Now;
        var events = new List<Event>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row["event"] is not { Type: AttributeType.Map } stored)
                continue;
            if (rule.IncludeExpired || !(row["ttl"].TryGetInt64(out var ttl) && ttl * 1000 <= now))
                events.Add(Event.From(stored));
        }
        return events;
    }

    private static async ValueTask<UnitOfWork?> ConcludeAsync(UnitOfWork uow, Evaluate rule, CancellationToken token)
    {
        if (await TryAsync(uow, rule, token) is { } concluded)
            return concluded;
        if (WithMissing(uow) is { } known && await TryAsync(known, rule, token) is { } late)
            return late;
        if (rule.LookAgainAfter is not { } wait || uow.Get(Slots.Meta)!.IsCorrelation)
            return null;
        await Task.Delay(wait, uow.Invocation.Time, token);
        var found = await uow.QueryAllAsync(
            uow.Get(Slots.QueryRequest)!,
            new() { TableName = rule.TableName, DynamoDb = rule.DynamoDb },
            isFresh: true,
            token
        );
        var again = uow.With(Slots.QueryResponse, found.Items)
            .With(Slots.Correlated, Events(uow, found.Items, rule))
            .WithSecrets(found.Fields);
        return await TryAsync(WithMissing(again) ?? again, rule, token);
    }

    private static async ValueTask<UnitOfWork?> TryAsync(UnitOfWork uow, Evaluate rule, CancellationToken token)
    {
        var evaluation = rule.Expression is not null ? rule.Expression(uow) : await rule.ExpressionAsync!(uow, token);
        return evaluation is { IsTrue: true } ? uow.With(Slots.Triggers, evaluation.TriggersOr(uow.Event)) : null;
    }

    // Null where the index knew all that came.
    private static UnitOfWork? WithMissing(UnitOfWork uow)
    {
        if (uow.Get(Arrivals) is not { } arrivals)
            return null;
        var found = uow.Get(Slots.Correlated)!;
        var known = found.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var missing = arrivals.Events().Where(arrival => known.Add(arrival.Id)).ToList();
        return missing.Count == 0 ? null : uow.With(Slots.Correlated, [.. found, .. missing]);
    }

    // An event, and those under its key that came before it.
    private sealed class Arrival(Event @event, Arrival? before)
    {
        private readonly int _count = (before?._count ?? 0) + 1;

        public Event[] Events()
        {
            var events = new Event[_count];
            for (var arrival = this; arrival is not null; arrival = arrival.Before)
                events[arrival._count - 1] = arrival.Event;
            return events;
        }

        private Event Event { get; } = @event;

        private Arrival? Before { get; } = before;
    }
}
