using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Keeps the units of work whose event is of one of these types.</summary>
    /// <remarks>A rule's own <see cref="Rule.EventType"/> needs no such step: units of other types are not routed to it.</remarks>
    public static IAsyncEnumerable<UnitOfWork> OnEventType(this IAsyncEnumerable<UnitOfWork> source, EventTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (source is Sketch sketch)
            return sketch.Then(nameof(OnEventType), types.ToString());
        return source.Filter(uow => types.Match(uow.Event.Type));
    }
}
