using LambdaStream.Faults;

namespace LambdaStream.Tests;

/// <summary>Events, invocations and units of work for tests that need some, whichever.</summary>
internal static class Some
{
    public const long Timestamp = 1_548_967_022_000;

    public const string Pipeline = "pipeline";

    public static Event Event(
        string id = "1",
        string type = "thing-created",
        string? partitionKey = null,
        long timestamp = Timestamp
    ) =>
        LambdaStream.Event.Of(
            type,
            ("id", id),
            ("partitionKey", partitionKey ?? id),
            ("timestamp", timestamp),
            ("thing", Json.ObjectOf(("id", id)))
        );

    public static Invocation Invocation(StreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return new("request", options, new(options.Time, Timeout.InfiniteTimeSpan, options, cancellationToken));
    }

    public static UnitOfWork Unit(Event? @event = null, StreamOptions? options = null) =>
        Units(Invocation(options), @event ?? Event())[0];

    /// <summary>Units of one invocation, whose events have the ids 0, 1, 2 and so on.</summary>
    public static IReadOnlyList<UnitOfWork> Units(int count, StreamOptions? options = null) =>
        Units(Invocation(options), [.. Enumerable.Range(0, count).Select(i => Event($"{i}"))]);

    public static IReadOnlyList<UnitOfWork> Units(StreamOptions options, params IEnumerable<Event> events) =>
        Units(Invocation(options), events);

    public static IReadOnlyList<UnitOfWork> Units(Invocation invocation, params IEnumerable<Event> events)
    {
        var scope = new Scope(invocation, Pipeline);
        return
        [
            .. events.Select(
                (@event, i) => new UnitOfWork(scope, new(i, Json.ObjectOf(("n", i)), $"{i}", $"{i}"), @event)
            ),
        ];
    }
}

internal static class UnitExtensions
{
    public static IAsyncEnumerable<UnitOfWork> Stream(this IEnumerable<UnitOfWork> units) => units.ToAsyncEnumerable();

    public static string[] Ids(this IEnumerable<UnitOfWork> units) => [.. units.Select(uow => uow.Event.Id ?? "")];

    /// <summary>The faults of the invocation that the units belong to, apart from those asked for before.</summary>
    public static IReadOnlyList<Fault> Faults(this IReadOnlyList<UnitOfWork> units) => units[0].Faults();

    public static IReadOnlyList<Fault> Faults(this UnitOfWork unit) => unit.Invocation.Faults.Close().Faults;

    public static string[] Ids(this IEnumerable<Fault> faults) =>
        [.. faults.Select(fault => fault.Unit.Event.Id ?? "")];
}
