using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Collects events: stores each in a table, from whose stream <see cref="Correlate"/> and <see cref="Evaluate"/> go on.</summary>
/// <remarks>
/// The Node library's flavor <c>collect</c>. The row has the event's id as its key, so that an event which comes twice is
/// stored once.
/// </remarks>
public sealed class Collect : Rule
{
    /// <summary>The path of the event at which its correlation key is, such as <c>order.id</c>; by default its partition key.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Gives the correlation key. The row of an event without one is in no index by it.</summary>
    public Func<UnitOfWork, string?>? ToCorrelationKey { get; init; }

    /// <summary>The asynchronous form of <see cref="ToCorrelationKey"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<string?>>? ToCorrelationKeyAsync { get; init; }

    /// <summary>The days that the row is kept behind the event's time; by default <see cref="StreamOptions.TtlDays"/>, which is 33. Half a day is 0.5.</summary>
    public double? TtlDays { get; init; }

    /// <summary>Gives the time at which the row expires, in seconds since 1970; null keeps it for ever. See <see cref="TimeToLive"/>.</summary>
    public Func<UnitOfWork, long?>? ToTtl { get; init; }

    /// <summary>The asynchronous form of <see cref="ToTtl"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<long?>>? ToTtlAsync { get; init; }

    /// <summary>Whether <see cref="Expired"/> publishes an event when the row expires, of the event's type with <c>-expired</c>; by default not.</summary>
    public bool Expire { get; init; }

    /// <summary>The type of the event that <see cref="Expired"/> publishes when the row expires; by default that of <see cref="Expire"/>.</summary>
    public string? ExpireType { get; init; }

    /// <summary>Whether the images of a change, <c>raw</c>, are stored with the event; by default not.</summary>
    public bool IncludeRaw { get; init; }

    /// <summary>
    /// Gives the row to store in the place of ours, or several, or <c>[]</c> for none. The correlation key is in
    /// <see cref="Slots.Key"/>.
    /// </summary>
    public Func<UnitOfWork, OneOrMany<PutItemRequest>>? ToPutRequest { get; init; }

    /// <summary>The asynchronous form of <see cref="ToPutRequest"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<PutItemRequest>>>? ToPutRequestAsync { get; init; }

    /// <summary>The table; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Writes, and asynchronous mappings, in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnContentOf(this)
            .WithKey(CorrelationKey, ToCorrelationKey, ToCorrelationKeyAsync, Parallel)
            .WithTtl(ToTtlAsync, Parallel)
            .MapTo(
                Slots.PutRequest,
                ToPutRequestAsync is null ? ToPutRequest ?? Row : null,
                ToPutRequestAsync,
                Parallel
            )
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
        check.RequireEncrypting(ToPutRequestAsync, nameof(ToPutRequestAsync));
        check.RequireEventType();
        check.RequireParallel(Parallel);
        check.RequireTable(TableName, "EVENT_TABLE_NAME", DynamoDb);
        check.RequireOneKey(CorrelationKey, ToCorrelationKey, ToCorrelationKeyAsync);
        check.RequireTtl(TtlDays, ToTtl, ToTtlAsync);
        check.RequireOneExpiry(ExpireType);
        check.RequireOneForm(ToPutRequest, ToPutRequestAsync, nameof(ToPutRequest));
    }

    private OneOrMany<PutItemRequest> Row(UnitOfWork uow)
    {
        var id =
            uow.Event.Id
            ?? throw new InvalidOperationException($"The event '{uow.Event.Type}' has no id to be collected under.");
        return new PutItemRequest
        {
            Item = Item.Of(
                ("pk", id),
                ("sk", CollectedRow.Collected),
                ("discriminator", CollectedRow.Collected),
                ("timestamp", uow.Event.Timestamp),
                ("awsregion", uow.Invocation.Options.Region),
                ("sequenceNumber", SequenceNumber(uow.Record)),
                ("ttl", CollectedSteps.TtlOf(uow, TtlDays, ToTtl)),
                ("expire", CollectedSteps.ExpireOf(Expire, ExpireType)),
                ("data", uow.Get(Slots.Key)),
                ("event", (IncludeRaw ? uow.Event : uow.Event.Without("raw")).ToJson())
            ),
        };
    }

    private static Json SequenceNumber(Record? record) =>
        record is null ? default
        : record.Json["kinesis"]["sequenceNumber"] is { IsDefined: true } number ? number
        : record.Json["attributes"]["SequenceNumber"];
}
