namespace LambdaStream.Sinks;

/// <summary>What all publishers of events do before they make an entry of one.</summary>
internal static class PublishEntries
{
    /// <summary>Leaves an entry made of the event that is to be published, and the event as it is published.</summary>
    /// <remarks>A unit without an event passes; what a publisher before has left is not published again.</remarks>
    public static IAsyncEnumerable<UnitOfWork> WithEntries<TEntry, TRequest>(
        this IAsyncEnumerable<UnitOfWork> source,
        PublishOptions sink,
        Slot<TEntry> entry,
        Slot<TRequest> request,
        Func<UnitOfWork, Event, TEntry> toEntry,
        bool isTagged = true
    )
        where TEntry : class
        where TRequest : class =>
        source.Prepare(uow =>
        {
            var @event = sink.Event is null ? uow.Event : uow.Get(sink.Event);
            if (@event is null || @event.IsEmpty)
                return uow.With(entry, null).With(request, null);
            if (isTagged)
                @event = StandardTags.Adorn(@event, uow);
            uow = uow.With(request, null);
            var made = toEntry(uow, @event);
            return sink.Event is null ? uow.With(@event, entry, made) : uow.With(sink.Event, @event).With(entry, made);
        });

    /// <summary>The error of a target that is nowhere named.</summary>
    public static InvalidOperationException NoTarget(UnitOfWork uow, string what, string property, string variable) =>
        new($"Pipeline '{uow.Pipeline}' has no {what}. Set {property} on the rule or the options, or {variable}.");
}
