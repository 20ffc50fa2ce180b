using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>What the flavors on a table of collected events have in common.</summary>
internal static class CollectedSteps
{
    /// <summary>The type that an inserted row's change has, whatever prefix the source gives it.</summary>
    public static EventTypes Inserts { get; } = EventTypes.EndingWith("-created");

    /// <summary>Puts the event that was stored in the place of the change that stored it; what stored none is dropped.</summary>
    public static IAsyncEnumerable<UnitOfWork> OnCollected(
        this IAsyncEnumerable<UnitOfWork> source,
        bool withCorrelations = false
    ) =>
        source.Map(uow =>
        {
            MustTellAChange(uow);
            return IsInsert(uow) && IsEventRow(uow.Event.NewImage!, withCorrelations)
                ? Collected(uow, showsKeys: withCorrelations)
                : null;
        });

    /// <summary>Puts the event that was stored in the place of the change that stored it; other changes pass as they are.</summary>
    public static IAsyncEnumerable<UnitOfWork> OrCollected(this IAsyncEnumerable<UnitOfWork> source) =>
        source.Map(uow =>
            IsInsert(uow) && uow.Event.NewImage is { } row && IsEventRow(row, withCorrelations: false)
                ? Collected(uow, showsKeys: false)
                : uow
        );

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

    /// <summary>The event that a row holds.</summary>
    public static Event EventOf(Item row) =>
        row["event"] is { Type: AttributeType.Map } stored
            ? Event.From(stored.ToJson())
            : throw new InvalidOperationException("The row of a collected event has no event in it.");

    /// <summary>The time to live of what a unit writes: what the function says, or some days behind the event.</summary>
    public static long? TtlOf(UnitOfWork uow, double? days, Func<UnitOfWork, long?>? function) =>
        function is not null
            ? function(uow)
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

    public static bool IsInsert(UnitOfWork uow) => uow.Record?.Json["eventName"].IsString("INSERT") is true;

    private static void MustTellAChange(UnitOfWork uow)
    {
        if (!uow.Event.IsChange)
            throw new InvalidOperationException(
                "The event tells no change of a table: it has no raw images. This flavor belongs behind From.DynamoDb()."
            );
        if (IsInsert(uow) && uow.Event.NewImage is null)
            throw new InvalidOperationException(
                "The change has no images, so nobody can tell which event was stored. Set the stream's view type to NEW_AND_OLD_IMAGES."
            );
    }

    private static bool IsEventRow(Item row, bool withCorrelations) =>
        row["sk"] == CollectedRow.Collected || withCorrelations && row["discriminator"] == CollectedRow.Correlation;

    private static UnitOfWork Collected(UnitOfWork uow, bool showsKeys)
    {
        var row = uow.Event.NewImage!;
        return uow.With(Slots.Meta, new CollectedRow(row, uow.Event.Id, showsKeys)).With(EventOf(row));
    }

    private static string? TextOf(Json value) =>
        value.Kind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.ToString(),
            _ => null,
        };
}
