using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Keeps a view of others' events: turns each event into an update of an item.</summary>
/// <remarks>
/// The Node library's flavor <c>materialize</c>. Events that the service has published itself are dropped. Make the
/// update idempotent with <see cref="UpdateRequest.IfNewer"/>, since an event may come more than once.
/// </remarks>
public sealed class Materialize : Rule
{
    /// <summary>Gives the update, or several of them; null leaves the event be.</summary>
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

    /// <summary>Keeps only the last event of each key of an invocation; by default all are kept.</summary>
    public Compaction? Compact { get; init; }

    /// <summary>Makes one unit of work of each part of an event, such as the elements of a list; by default none.</summary>
    public Splitting? Split { get; init; }

    /// <summary>The table; by default ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Updates, and asynchronous mappings, in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most updates in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether a condition that does not hold is a fault; by default it is not.</summary>
    public bool ThrowConditionFailure { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OutSourceIsSelf()
            .OnContentOf(this)
            .CompactBy(Compact)
            .SplitBy(Split)
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
    }
}
