using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Keeps items of a service's own table in step with each other: turns a change of one into updates of others.</summary>
/// <remarks>
/// The Node library's flavor <c>update</c>, on a table's stream. Changes that were made from others' events (latched items) are
/// dropped. Where an event was collected, the unit's event is the stored one, and <see cref="Slots.Meta"/> is its row.
/// </remarks>
public sealed class Update : Rule
{
    /// <summary>Gives the update, or several of them; null leaves the change be.</summary>
    public Func<UnitOfWork, OneOrMany<UpdateItemRequest>>? ToUpdateRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToUpdateRequest"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<OneOrMany<UpdateItemRequest>>
    >? ToUpdateRequestAsync { get; init; }

    /// <summary>Gives the update to try where the condition of the first does not hold.</summary>
    public Func<UnitOfWork, UpdateItemRequest?>? ToFallbackUpdateRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToFallbackUpdateRequest"/>.</summary>
    public Func<
        UnitOfWork,
        CancellationToken,
        ValueTask<UpdateItemRequest?>
    >? ToFallbackUpdateRequestAsync { get; init; }

    /// <summary>Whether changes that were made from others' events are taken too; by default they are dropped.</summary>
    public bool IncludeLatched { get; init; }

    /// <summary>Keeps only the last change of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>Gives a query for related items, which are then in <see cref="Slots.QueryResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, QueryRequest?>? ToQueryRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToQueryRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? ToQueryRequestAsync { get; init; }

    /// <summary>
    /// Makes one unit of work of each part, such as <see cref="Query.EachItem"/> of each item that was found; by
    /// default none.
    /// </summary>
    public Splitting? Split { get; init; }

    /// <summary>Gives keys of related items, which are then in <see cref="Slots.BatchGetResponse"/>. See <see cref="Query"/>.</summary>
    public Func<UnitOfWork, BatchGetItemRequest?>? ToGetRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToGetRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? ToGetRequestAsync { get; init; }

    /// <summary>
    /// The table of queries and updates; by default of updates ENTITY_TABLE_NAME, else EVENT_TABLE_NAME, and of queries the
    /// other way round.
    /// </summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Queries, updates and asynchronous mappings in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most updates in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether a condition that does not hold is a fault; by default it is not.</summary>
    public bool ThrowConditionFailure { get; init; }

    /// <inheritdoc/>
    protected override EventTypes? Routing =>
        EventType is null
            ? null
            : EventTypes.Where(type => CollectedRow.Insertions.Match(type) || EventType.Match(type));

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OrCollected()
            .OnEventType(EventType!)
            .OutLatchedUnless(IncludeLatched)
            .OnContentOf(this)
            .CompactBy(Compact)
            .QueryBy(ToQueryRequest, ToQueryRequestAsync, TableName, DynamoDb, Parallel)
            .SplitBy(Split)
            .GetBy(ToGetRequest, ToGetRequestAsync, DynamoDb, Parallel)
            .MapTo(Slots.UpdateRequest, ToUpdateRequest, ToUpdateRequestAsync, Parallel)
            .FallbackBy(ToFallbackUpdateRequest, ToFallbackUpdateRequestAsync, Parallel)
            .UpdateDynamoDb(
                new()
                {
                    TableName = TableName,
                    DynamoDb = DynamoDb,
                    Parallel = Parallel,
                    Order = Order,
                    Rate = Rate,
                    ThrowConditionFailure = ThrowConditionFailure,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireSplit(Split);
        check.RequireTable(TableName, "ENTITY_TABLE_NAME", DynamoDb);
        check.RequireForm(ToUpdateRequest, ToUpdateRequestAsync, nameof(ToUpdateRequest));
        check.RequireEncrypting(ToUpdateRequestAsync, nameof(ToUpdateRequestAsync));
        check.RequireOneForm(ToFallbackUpdateRequest, ToFallbackUpdateRequestAsync, nameof(ToFallbackUpdateRequest));
        check.RequireQuery(ToQueryRequest, ToQueryRequestAsync, DynamoDb);
        check.RequireGet(ToGetRequest, ToGetRequestAsync, DynamoDb);
    }
}
