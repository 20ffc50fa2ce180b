using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Publishes an event when a collected or correlated event has expired: that something did not happen in time.</summary>
/// <remarks>
/// The Node library's flavor <c>expired</c>, on the stream of the table that <see cref="Collect"/> and
/// <see cref="Correlate"/> write to. It publishes for rows with <see cref="Collect.Expire"/> that were removed at or after their
/// time; the event is the stored one with another id, type and time, and with the stored one as its trigger.
/// </remarks>
public sealed class Expired : Rule
{
    /// <summary>Batches in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>How it is published; by default as the options say.</summary>
    public Publisher? Publish { get; init; }

    /// <summary>What of publishing differs from the options; by default nothing.</summary>
    public PublishOptions PublishOptions { get; init; } = new();

    /// <inheritdoc/>
    protected override EventTypes? Routing => Removals;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .Filter(IsExpired)
            .OnContentOf(this)
            .MapTo(Slots.Emit, uow => ToEvent(uow, uow.Event.OldImage!))
            .EncryptBy(this, Slots.Emit)
            .PublishBy(
                Publish,
                PublishOptions with
                {
                    Event = Slots.Emit,
                    Parallel = PublishOptions.Parallel ?? Parallel,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireParallel(Parallel);
        check.RequirePublish(Publish, PublishOptions);
    }

    private static EventTypes Removals { get; } = EventTypes.EndingWith("-deleted");

    private bool IsExpired(UnitOfWork uow) =>
        uow.Record?.Json["eventName"].IsString("REMOVE") is true
        && uow.Event.OldImage is { } row
        && IsEvent(row["expire"])
        && row["ttl"].TryGetInt64(out var ttl)
        && uow.Event.Timestamp >= ttl * 1000
        && (EventType is null || EventType.Match(CollectedRow.EventOf(row).Type));

    // With false an event is expressly not wanted.
    private static bool IsEvent(AttributeValue expire) =>
        expire.Type switch
        {
            AttributeType.None or AttributeType.Null => false,
            AttributeType.Boolean => expire.GetBoolean(),
            AttributeType.Text => expire.GetText() is not "",
            _ => true,
        };

    private static OneOrMany<Event> ToEvent(UnitOfWork uow, Item row)
    {
        var stored = CollectedRow.EventOf(row);
        return stored.With(
            ("id", uow.Event.Id),
            ("type", TypeOf(stored, row["expire"])),
            ("timestamp", row["ttl"].GetInt64() * 1000 + (stored.Timestamp ?? 0) % 1000),
            ("triggers", HigherOrder.Triggers([stored]))
        );
    }

    private static string TypeOf(Event stored, AttributeValue expire) =>
        expire.Type is AttributeType.Text ? expire.GetText()!
        : stored.Type.Contains('.', StringComparison.Ordinal) ? $"{stored.Type}.expired"
        : $"{stored.Type}-expired";
}
