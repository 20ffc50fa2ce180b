using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Draws conclusions: publishes a higher-order event when an event, or several together, say that something is so.</summary>
/// <remarks>
/// The Node library's flavor <c>evaluate</c>, on the stream of the table that <see cref="Collect"/> and
/// <see cref="Correlate"/> write to. Without <see cref="Expression"/> each event of the types is a conclusion, on its collected
/// row and on each of its correlated ones. With it the events under the same key are read first and are in
/// <see cref="Slots.Correlated"/>: those of correlated rows consistently, those of collected rows from an index that may lag, on
/// which see <see cref="LookAgainAfter"/>.
/// </remarks>
public sealed class Evaluate : Rule
{
    private readonly Json _emit;

    /// <summary>Decides on the events that have the key in common; without it every event decides for itself.</summary>
    /// <remarks>
    /// Where the answer from the index is false and other events of the key came in the same invocation, or the event
    /// itself is not in the index yet, it is asked once more with those.
    /// </remarks>
    public Func<UnitOfWork, Evaluation?>? Expression { get; init; }

    /// <summary>The asynchronous form of <see cref="Expression"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask<Evaluation?>>? ExpressionAsync { get; init; }

    /// <summary>Which of alternate correlations under one key an expression is for; by default those without a suffix.</summary>
    public string? CorrelationKeySuffix { get; init; }

    /// <summary>The type of the event to publish, which otherwise is the evaluated event with the triggers' tags and time.</summary>
    public string? Emit
    {
        get;
        init
        {
            field = value;
            _emit = value;
        }
    }

    /// <summary>
    /// Gives the event to publish, or several, in the place of <see cref="Emit"/>. It gets a template with id, time, partition
    /// key, tags and triggers, and must set a type; of several events each needs an id of its own. Null and <c>[]</c> publish none.
    /// </summary>
    public Func<UnitOfWork, Event, OneOrMany<Event>>? ToEvent { get; init; }

    /// <summary>The asynchronous form of <see cref="ToEvent"/>.</summary>
    public Func<UnitOfWork, Event, CancellationToken, ValueTask<OneOrMany<Event>>>? ToEventAsync { get; init; }

    /// <summary>The index by the attribute <c>data</c>, in which collected events with one key are found; by default DataIndex.</summary>
    public string Index { get; init; } = "DataIndex";

    /// <summary>
    /// Where the expression does not hold, the time after which the index is read once more; by default it is not. The index
    /// lags behind the table, so that of two events which come at once, in two invocations, neither may find the other.
    /// Rows of <see cref="Correlate"/> need no such wait.
    /// </summary>
    public TimeSpan? LookAgainAfter { get; init; }

    /// <summary>Whether events whose row has expired, but is not deleted yet, still count; by default they do not.</summary>
    public bool IncludeExpired { get; init; }

    /// <summary>The table; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of the rule's own; by default that of the options.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Queries, asynchronous mappings and batches in flight; by default those of the options.</summary>
    public int? Parallel { get; init; }

    /// <summary>How it is published; by default as the options say.</summary>
    public Publisher? Publish { get; init; }

    /// <summary>What of publishing differs from the options; by default nothing.</summary>
    public PublishOptions PublishOptions { get; init; } = new();

    private bool IsComplex => Expression is not null || ExpressionAsync is not null;

    /// <inheritdoc/>
    protected override EventTypes? Routing => CollectedRow.Insertions;

    /// <inheritdoc/>
    public override IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
        units
            .OnCollected(withCorrelations: true)
            .WithArrivals(IsComplex)
            .OnEventType(EventType!)
            .OnContentOf(this)
            .EvaluateBy(IsComplex ? this : null)
            .MapTo(
                Slots.Emit,
                ToEventAsync is not null ? null : HigherOrderEvents,
                ToEventAsync is null ? null : (uow, token) => ToEventAsync(uow, HigherOrderEvent(uow), token),
                Parallel
            )
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
        check.RequireEventType();
        check.RequirePublish(Publish, PublishOptions);
        check.RequireParallel(Parallel);
        check.RequireOneForm(Expression, ExpressionAsync, nameof(Expression));
        check.RequireOneForm(ToEvent, ToEventAsync, nameof(ToEvent));
        var isFunction = ToEvent is not null || ToEventAsync is not null;
        check.Require(Emit is null || !isFunction, "Emit and ToEvent are both set. Set one of them.");
        check.Require(
            !string.IsNullOrEmpty(Emit) || isFunction,
            "Emit is missing. Set the type of the event to publish, or ToEvent."
        );
        check.Require(LookAgainAfter is not { Ticks: < 0 }, "LookAgainAfter is negative.");
        if (IsComplex)
            check.RequireTable(TableName, "EVENT_TABLE_NAME", DynamoDb);
    }

    private OneOrMany<Event> HigherOrderEvents(UnitOfWork uow) =>
        ToEvent is null ? HigherOrderEvent(uow) : ToEvent(uow, HigherOrderEvent(uow));

    // What is laid over the evaluated event, or without a type the template for a function.
    private Event HigherOrderEvent(UnitOfWork uow)
    {
        var row = uow.Get(Slots.Meta)!;
        var triggers = uow.Get(Slots.Triggers)!;
        var key =
            row.CorrelationKey
            ?? throw new InvalidOperationException(
                $"The row of the event '{uow.Event.Type}' has no {(row.IsCorrelation ? "pk" : "data")}, hence no correlation key."
            );
        if (CorrelationKeySuffix is { Length: > 0 } suffix && key.EndsWith($".{suffix}", StringComparison.Ordinal))
            key = key[..^(suffix.Length + 1)];
        ReadOnlySpan<(string, Json)> members =
        [
            ("id", $"{row.Id}.{Id}"),
            ("timestamp", triggers[^1]["timestamp"]),
            ("partitionKey", key),
            ("tags", HigherOrder.Tags(triggers)),
            ("triggers", HigherOrder.Triggers(triggers)),
            ("type", _emit),
        ];
        return Emit is null ? Event.Of(members[..^1]) : uow.Event.With(members);
    }
}
