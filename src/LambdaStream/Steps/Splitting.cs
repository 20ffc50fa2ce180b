namespace LambdaStream;

/// <summary>How a flavor splits its units of work.</summary>
public sealed record Splitting
{
    /// <summary>Gives the parts, for example the elements of a list in the event. This or <see cref="OnAsync"/> is required.</summary>
    public Func<UnitOfWork, IEnumerable<Json>>? On { get; init; }

    /// <summary>The asynchronous form of <see cref="On"/>; a unit is split when the one before is done.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<IEnumerable<Json>>>? OnAsync { get; init; }

    /// <summary>Where a part is left; by default <see cref="Slots.Split"/>.</summary>
    public Slot<Json>? Target { get; init; }

    /// <summary>Takes off a part what it does not need, so that many parts take less room; by default nothing.</summary>
    public Func<UnitOfWork, UnitOfWork>? Omit { get; init; }

    /// <summary>A way of its own to split, in the place of the parts as JSON.</summary>
    internal Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>? Way { get; init; }

    /// <summary>The elements of the list at a path of the event, such as <c>thing.parts</c>.</summary>
    public static Splitting At(string path) => new() { On = uow => Elements(uow.Event, path) };

    private static List<Json> Elements(Event @event, string path)
    {
        var list = @event.At(path);
        if (list.Kind is not System.Text.Json.JsonValueKind.Array)
            throw new InvalidOperationException($"The event has no list at '{path}' to split.");
        var elements = new List<Json>();
        foreach (var element in list.EnumerateArray())
            elements.Add(element);
        return elements;
    }
}
