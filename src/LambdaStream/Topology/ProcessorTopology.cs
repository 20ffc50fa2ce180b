namespace LambdaStream.Topology;

/// <summary>What a function consists of, as it describes itself: source, pipelines, steps, targets, limits.</summary>
public sealed partial record ProcessorTopology
{
    /// <summary>The function's name; null where the options have none.</summary>
    public string? Name { get; init; }

    /// <summary>The source, by the name of the method of <see cref="From"/>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// What the source reads, for pictures of several functions: a service and a target of theirs, such as
    /// <c>dynamodb:things</c>. A function does not know it, so whoever draws says it.
    /// </summary>
    public string? Reads { get; init; }

    /// <summary>The steps between the source and the pipelines.</summary>
    public required IReadOnlyList<StepTopology> Head { get; init; }

    /// <summary>The pipelines that run.</summary>
    public required IReadOnlyList<PipelineTopology> Pipelines { get; init; }

    /// <summary>The steps that publish faults.</summary>
    public required IReadOnlyList<StepTopology> Faults { get; init; }

    /// <summary>Whether only failed records are delivered again.</summary>
    public required bool ReportsBatchItemFailures { get; init; }

    /// <summary>How often failed entries of a batch are sent again.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>How long before Lambda's time-out nothing more is begun.</summary>
    public required TimeSpan Reserve { get; init; }
}

/// <summary>A pipeline of a function.</summary>
public sealed record PipelineTopology
{
    /// <summary>The id of the rule.</summary>
    public required string Id { get; init; }

    /// <summary>The flavor, by the name of its class.</summary>
    public required string Flavor { get; init; }

    /// <summary>The event types that it wants; null for all.</summary>
    public string? EventTypes { get; init; }

    /// <summary>The steps, in their order.</summary>
    public required IReadOnlyList<StepTopology> Steps { get; init; }

    /// <summary>Whether these are all steps. Behind an operator that is not the library's no more can be told.</summary>
    public required bool IsComplete { get; init; }
}

/// <summary>A step of a pipeline.</summary>
public sealed record StepTopology
{
    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>What is known of it beside its name, such as the slot that it fills.</summary>
    public string? Detail { get; init; }

    /// <summary>The word that metrics have for its calls, such as <c>save</c>; null where it calls no service.</summary>
    public string? Step { get; init; }

    /// <summary>The service that it calls.</summary>
    public string? Service { get; init; }

    /// <summary>The operation that it calls.</summary>
    public string? Operation { get; init; }

    /// <summary>The table, bus, queue and so on that it works on, where the options or the rule name it.</summary>
    public string? Target { get; init; }

    /// <summary>Whether it writes there.</summary>
    public bool IsWrite { get; init; }

    /// <summary>How many units may be in flight in it.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most entries of a batch.</summary>
    public int? MaxEntries { get; init; }

    /// <summary>The most bytes of a batch.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>What it does: works on units, drops some, asks a service, or writes there.</summary>
    public required StepKind Kind { get; init; }
}

/// <summary>What a step of a pipeline does.</summary>
public enum StepKind
{
    /// <summary>It works on units.</summary>
    Step,

    /// <summary>It drops units.</summary>
    Filter,

    /// <summary>It asks a service.</summary>
    Read,

    /// <summary>It writes to a service.</summary>
    Sink,
}
