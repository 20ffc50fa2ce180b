using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>A step that a rule may or may not have: without it the stream passes as it is.</summary>
internal static class FlavorSteps
{
    public static IAsyncEnumerable<UnitOfWork> CompactBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Compaction? compaction
    ) => compaction is null ? source : source.Compact(compaction);

    public static IAsyncEnumerable<UnitOfWork> SplitBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Splitting? splitting,
        Slot<Json> target
    ) =>
        splitting is null ? source
        : splitting.OmitFields.Count == 0 ? source.Split(splitting.On, splitting.Target ?? target)
        : source
            .Split(splitting.On, splitting.Target ?? target)
            .Map(uow => uow.With(splitting.OmitFields.Aggregate(uow.Event, (@event, field) => @event.Without(field))));

    public static IAsyncEnumerable<UnitOfWork> PublishBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Publisher? publisher,
        PublishOptions options
    ) =>
        publisher is not null
            ? publisher(source, options)
            : source.Configured(all => units => all.Publish(units, options));

    public static Func<UnitOfWork, OneOrMany<T>>? OrMany<T>(this Func<UnitOfWork, T?>? mapping)
        where T : class => mapping is null ? null : uow => mapping(uow);

    public static Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>>? OrMany<T>(
        this Func<UnitOfWork, CancellationToken, ValueTask<T?>>? mapping
    )
        where T : class => mapping is null ? null : async (uow, token) => await mapping(uow, token);
}

/// <summary>How a flavor splits its units of work.</summary>
public sealed record Splitting
{
    /// <summary>Gives the parts, for example the elements of a list in the event.</summary>
    public required Func<UnitOfWork, IEnumerable<Json>> On { get; init; }

    /// <summary>Where a part is left; by default <see cref="Slots.Split"/>.</summary>
    public Slot<Json>? Target { get; init; }

    /// <summary>Members of the event that the parts do not carry along; by default none.</summary>
    public IReadOnlyList<string> OmitFields { get; init; } = [];

    /// <summary>The elements of the list at a path of the event, such as <c>thing.parts</c>.</summary>
    public static Splitting At(string path) => new() { On = uow => Elements(uow.Event, path) };

    private static List<Json> Elements(Event @event, string path)
    {
        var list = path.IndexOf('.') is >= 0 and var dot ? @event[path[..dot]].At(path[(dot + 1)..]) : @event[path];
        if (list.Kind is not System.Text.Json.JsonValueKind.Array)
            throw new InvalidOperationException($"The event has no list at '{path}' to split.");
        var elements = new List<Json>();
        foreach (var element in list.EnumerateArray())
            elements.Add(element);
        return elements;
    }
}
