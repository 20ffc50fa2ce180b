using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Change data capture: publishes what changed in a service's table as domain events.</summary>
/// <remarks>
/// The Node library's flavor <c>cdc</c>, which the article calls <c>crud</c>. Changes that were made from others' events
/// (latched items) are dropped. The published event is the change event with what <see cref="ToEvent"/> gives laid over
/// it; remove its images there with <c>.Without("raw")</c>.
/// </remarks>
public sealed class Cdc : Rule
{
    /// <summary>Gives the event, or several, or <c>[]</c> for none. With null, and without it, the change event itself is published.</summary>
    public Func<UnitOfWork, OneOrMany<Event>>? ToEvent { get; init; }

    /// <summary>The asynchronous form of <see cref="ToEvent"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<Event>>>? ToEventAsync { get; init; }

    /// <summary>
    /// Where the event is left and published from, as it is; null and <see cref="Event.None"/> are then not published. By
    /// default it is laid over the unit's own event.
    /// </summary>
    public Slot<Event>? EventSlot { get; init; }

    /// <summary>Keeps only the last change of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>Gives a query for related items, which are then in <see cref="Slots.QueryResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, QueryRequest?>? ToQueryRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQueryRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQueryRequestAsync { get; init; }

    /// <summary>Whether everything in the partition of the changed item is queried; by default it is not.</summary>
    public bool QueryRelated { get; init; }

    /// <summary>Gives keys of related items, which are then in <see cref="Slots.BatchGetResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, BatchGetItemRequest?>? ToGetRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToGetRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? ToGetRequestAsync { get; init; }

    /// <summary>The table of queries; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Queries, asynchronous mappings and batches in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>How it is published; by default as the options say.</summary>
    public Publisher? Publish { get; init; }

    /// <summary>What of publishing differs from the options; by default nothing.</summary>
    public PublishOptions PublishOptions { get; init; } = new();

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OutLatched()
            .OnContentOf(this)
            .CompactBy(Compact)
            .QueryBy(
                QueryRelated ? Query.ByPartition() : ToQueryRequest,
                ToQueryRequestAsync,
                TableName,
                DynamoDb,
                Parallel
            )
            .GetBy(ToGetRequest, ToGetRequestAsync, DynamoDb, Parallel)
            .MapTo(EventSlot?.Name ?? "event", Leave, Mapping, MappingAsync, Parallel)
            .EncryptBy(this, EventSlot)
            .PublishBy(
                Publish,
                PublishOptions with
                {
                    Event = EventSlot,
                    Parallel = PublishOptions.Parallel ?? Parallel,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEventType();
        check.RequirePublish(Publish, PublishOptions);
        check.RequireParallel(Parallel);
        check.RequireOneForm(ToEvent, ToEventAsync, nameof(ToEvent));
        check.RequireQuery(ToQueryRequest, ToQueryRequestAsync, DynamoDb, QueryRelated);
        check.RequireGet(ToGetRequest, ToGetRequestAsync, DynamoDb);
    }

    private Func<UnitOfWork, OneOrMany<Event>>? Mapping =>
        EventSlot is not null || ToEvent is not { } map ? ToEvent : uow => Laid(uow, map(uow));

    private Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<Event>>>? MappingAsync =>
        EventSlot is not null || ToEventAsync is not { } map
            ? ToEventAsync
            : async (uow, token) => Laid(uow, await map(uow, token));

    private UnitOfWork Leave(UnitOfWork uow, Event @event) =>
        EventSlot is null ? uow.With(@event) : uow.With(EventSlot, @event);

    private static OneOrMany<Event> Laid(UnitOfWork uow, OneOrMany<Event> mapped) =>
        mapped.Count switch
        {
            0 => mapped,
            1 => uow.Event.Merge(mapped[0]),
            _ => [.. mapped.Select(uow.Event.Merge)],
        };
}
