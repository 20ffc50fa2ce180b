using LambdaStream.Encryption;

namespace LambdaStream;

/// <summary>A pipeline of a function: which events it wants, and the steps that it takes them through.</summary>
/// <remarks>
/// A flavor is a rule whose steps are known and whose properties say what varies. One's own flavor derives from this class
/// just as the library's do: every step that they are made of is public.
/// </remarks>
public abstract class Rule
{
    /// <summary>The id: the name of the pipeline in faults, tags, metrics and ENABLED_PIPELINES. Unique in a function.</summary>
    public required string Id { get; init; }

    /// <summary>The event types that the pipeline wants; without them, all events.</summary>
    public EventTypes? EventType { get; init; }

    /// <summary>Which of these events it wants: all filters must hold.</summary>
    public IReadOnlyList<Func<UnitOfWork, bool>> Filters { get; init; } = [];

    /// <summary>Filters that ask somebody, a table for example. They are asked behind <see cref="Filters"/>, and must hold too.</summary>
    public IReadOnlyList<Func<UnitOfWork, CancellationToken, ValueTask<bool>>> FiltersAsync { get; init; } = [];

    /// <summary>Is told of each unit that the filters drop, for example to count or log it; by default nobody is.</summary>
    public Action<UnitOfWork>? OnRejected { get; init; }

    /// <summary>The asynchronous form of <see cref="OnRejected"/>.</summary>
    public Func<UnitOfWork, CancellationToken, ValueTask>? OnRejectedAsync { get; init; }

    /// <summary>
    /// Which errors are no fault in this pipeline: their records are delivered again. By default as
    /// <see cref="StreamOptions.Retryable"/> says.
    /// </summary>
    public Func<Exception, bool>? Retryable { get; init; }

    /// <summary>
    /// The fields that the pipeline encrypts: of the events that it publishes, and of what its functions give to
    /// <see cref="Steps.EncryptDataAsync(UnitOfWork, Json, CancellationToken)"/>. By default none. The Node library's <c>eem</c>.
    /// </summary>
    public FieldEncryption? Encryption { get; init; }

    /// <summary>
    /// Gives the fields by the unit and what is to be encrypted, where they differ from entity to entity; with null it stays
    /// clear.
    /// </summary>
    public Func<UnitOfWork, Json, FieldEncryption?>? ToEncryption { get; init; }

    /// <summary>
    /// The types of the records that are routed to the pipeline; by default <see cref="EventType"/>. A flavor that looks
    /// for its events inside of records, as those on a table of collected events do, is routed more than it then wants.
    /// </summary>
    protected virtual EventTypes? Routing => EventType;

    /// <summary>Takes the units of one invocation through the steps. They are of the wanted types already.</summary>
    public abstract IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units);

    /// <summary>Says what is wrong with the rule, when the function starts.</summary>
    protected virtual void Validate(RuleCheck check) => ArgumentNullException.ThrowIfNull(check);

    internal bool Encrypts => Encryption is not null || ToEncryption is not null;

    // What is protected for those who derive is still for the processor to ask.
    internal EventTypes? Routes => Routing;

    internal void Check(RuleCheck check) => Validate(check);
}
