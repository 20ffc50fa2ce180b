using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>What the flavors that write rows of events have in common.</summary>
internal static class CollectedSteps
{
    // What a rule's asynchronous function said; no value of its own that a fault would have to show.
    private static readonly Slot<Expiry> Asked = new("expiry", _ => default);

    /// <summary>Leaves the key of each event in <see cref="Slots.Key"/>; an event without one passes without.</summary>
    public static IAsyncEnumerable<UnitOfWork> WithKey(
        this IAsyncEnumerable<UnitOfWork> source,
        string? path,
        Func<UnitOfWork, string?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<string?>>? async,
        int? parallel
    ) =>
        source.MapTo(
            Slots.Key,
            async is not null ? null
                : path is not null ? uow => TextOf(uow.Event.At(path))
                : (sync ?? (uow => uow.Event.PartitionKey)).OrMany(),
            async.OrMany(),
            parallel
        );

    /// <summary>Asks when each row is to expire; without an asynchronous function nobody has to be asked ahead.</summary>
    public static IAsyncEnumerable<UnitOfWork> WithTtl(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, ValueTask<long?>>? async,
        int? parallel
    ) =>
        async is null
            ? source
            : source.Parallel(parallel, async (uow, token) => uow.With(Asked, new Expiry(await async(uow, token))));

    /// <summary>The time to live of what a unit writes: what the function said or says, or some days behind the event.</summary>
    public static long? TtlOf(UnitOfWork uow, double? days, Func<UnitOfWork, long?>? function) =>
        uow.Get(Asked) is { } asked ? asked.Seconds
        : function is not null ? function(uow)
        : TimeToLive.After(
            // An event without a time would be kept for ever.
            uow.Event.Timestamp
                ?? uow.Invocation.Now,
            days ?? uow.Invocation.Options.TtlDays
        );

    /// <summary>What the row says of its expiry: nothing, that it is an event, or the type of that event.</summary>
    public static AttributeValue ExpireOf(bool isEvent, string? type) =>
        type is not null ? type
        : isEvent ? true
        : default(AttributeValue);

    private static string? TextOf(Json value) =>
        value.Kind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.ToString(),
            _ => null,
        };

    private sealed record Expiry(long? Seconds);
}
