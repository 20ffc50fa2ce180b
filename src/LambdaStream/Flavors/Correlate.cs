using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Puts collected events together: stores each once more, under a key that it has in common with others.</summary>
/// <remarks>
/// The Node library's flavor <c>correlate</c>, on the stream of the table that <see cref="Collect"/> writes to.
/// <see cref="Evaluate"/> reads these rows consistently. An event without the key is a fault.
/// </remarks>
public sealed class Correlate : Rule
{
    /// <summary>The path of the event at which its correlation key is, such as <c>order.id</c>.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Gives the correlation key.</summary>
    public Func<UnitOfWork, string?>? ToCorrelationKey { get; init; }

    /// <summary>The asynchronous form of <see cref="ToCorrelationKey"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<string?>>? ToCorrelationKeyAsync { get; init; }

    /// <summary>Tells alternate correlations under one key apart; by default there is none.</summary>
    public string? CorrelationKeySuffix { get; init; }

    /// <summary>The days that the row is kept behind the event's time; by default as long as the collected event.</summary>
    public double? TtlDays { get; init; }

    /// <summary>Gives the time at which the row expires, in seconds since 1970; null keeps it for ever. See <see cref="TimeToLive"/>.</summary>
    public Func<UnitOfWork, long?>? ToTtl { get; init; }

    /// <summary>The asynchronous form of <see cref="ToTtl"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<long?>>? ToTtlAsync { get; init; }

    /// <summary>Whether <see cref="Expired"/> publishes an event when the row expires, of the event's type with <c>-expired</c>; by default not.</summary>
    public bool Expire { get; init; }

    /// <summary>The type of the event that <see cref="Expired"/> publishes when the row expires; by default that of <see cref="Expire"/>.</summary>
    public string? ExpireType { get; init; }

    /// <summary>The table; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Writes, and asynchronous mappings, in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <inheritdoc/>
    protected override EventTypes? Routing => CollectedRow.Insertions;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnCollected()
            .OnEventType(EventType!)
            .OnContentOf(this)
            .WithKey(CorrelationKey, ToCorrelationKey, ToCorrelationKeyAsync, Parallel)
            .Map(Suffixed)
            .WithTtl(ToTtlAsync, Parallel)
            .MapTo(Slots.PutRequest, Row)
            .PutDynamoDb(
                new()
                {
                    TableName = TableName,
                    DynamoDb = DynamoDb,
                    Parallel = Parallel,
                    Order = Order,
                }
            );

    /// <inheritdoc/>
    protected override void Validate(RuleCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.RefuseEncryption();
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireTable(TableName, "EVENT_TABLE_NAME", DynamoDb);
        check.RequireOneKey(CorrelationKey, ToCorrelationKey, ToCorrelationKeyAsync);
        check.Require(
            CorrelationKey is not null || ToCorrelationKey is not null || ToCorrelationKeyAsync is not null,
            "CorrelationKey is missing. Set a path of the event, such as order.id, or ToCorrelationKey."
        );
        check.RequireTtl(TtlDays, ToTtl, ToTtlAsync);
        check.RequireOneExpiry(ExpireType);
    }

    private UnitOfWork Suffixed(UnitOfWork uow)
    {
        var key = uow.Get(Slots.Key);
        if (string.IsNullOrEmpty(key))
            throw new InvalidOperationException(
                $"The event '{uow.Event.Type}' has no correlation key{(CorrelationKey is null ? "" : $" at '{CorrelationKey}'")}."
            );
        return string.IsNullOrEmpty(CorrelationKeySuffix) ? uow : uow.With(Slots.Key, $"{key}.{CorrelationKeySuffix}");
    }

    private OneOrMany<PutItemRequest> Row(UnitOfWork uow)
    {
        var row = uow.Get(Slots.Meta)!.Item;
        var id =
            uow.Event.Id
            ?? throw new InvalidOperationException($"The event '{uow.Event.Type}' has no id to be correlated under.");
        var hasOwnTtl = TtlDays is not null || ToTtl is not null || ToTtlAsync is not null;
        return new PutItemRequest
        {
            Item = Item.Of(
                ("pk", uow.Get(Slots.Key)),
                ("sk", id),
                ("discriminator", CollectedRow.Correlation),
                ("timestamp", uow.Event.Timestamp),
                ("awsregion", uow.Invocation.Options.Region),
                ("sequenceNumber", row["sequenceNumber"]),
                ("ttl", hasOwnTtl ? CollectedSteps.TtlOf(uow, TtlDays, ToTtl) : row["ttl"]),
                ("expire", CollectedSteps.ExpireOf(Expire, ExpireType)),
                ("suffix", string.IsNullOrEmpty(CorrelationKeySuffix) ? null : CorrelationKeySuffix),
                ("ruleId", Id),
                ("event", uow.Event.ToJson())
            ),
        };
    }
}
