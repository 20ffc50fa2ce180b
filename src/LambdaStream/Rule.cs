namespace LambdaStream;

/// <summary>A pipeline of a function: which events it wants, and the steps that it takes them through.</summary>
/// <remarks>
/// A flavor is a rule whose steps are known and whose properties say what varies. One's own flavor derives from this class
/// just as the library's do.
/// </remarks>
public abstract class Rule
{
    /// <summary>The id: the name of the pipeline in faults, tags, metrics and ENABLED_PIPELINES. Unique in a function.</summary>
    public required string Id { get; init; }

    /// <summary>The event types that the pipeline wants; without them, all events.</summary>
    public EventTypes? EventType { get; init; }

    /// <summary>Which of these events it wants: all filters must hold.</summary>
    public IReadOnlyList<Func<UnitOfWork, bool>> Filters { get; init; } = [];

    /// <summary>Is told of each unit that <see cref="Filters"/> drop, for example to count or log it; by default nobody is.</summary>
    public Action<UnitOfWork>? OnRejected { get; init; }

    /// <summary>
    /// Which errors are no fault in this pipeline: their records are delivered again. By default as
    /// <see cref="StreamOptions.Retryable"/> says.
    /// </summary>
    public Func<Exception, bool>? Retryable { get; init; }

    /// <summary>
    /// The types of the records that are routed to the pipeline; by default <see cref="EventType"/>. A flavor that looks
    /// for its events inside of records, as those on a table of collected events do, is routed more than it then wants.
    /// </summary>
    protected internal virtual EventTypes? Routing => EventType;

    /// <summary>Takes the units of one invocation through the steps. They are of the wanted types already.</summary>
    public abstract IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units);

    /// <summary>Says what is wrong with the rule, when the function starts.</summary>
    protected internal virtual void Validate(RuleCheck check) => ArgumentNullException.ThrowIfNull(check);
}
