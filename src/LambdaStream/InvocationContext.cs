namespace LambdaStream;

/// <summary>What Lambda says of one call, and who wants to watch it.</summary>
public sealed record InvocationContext
{
    /// <summary>Lambda's id of the call; by default empty.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The X-Ray trace that the call belongs to, as Lambda's trace header has it; null where there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The time that is left until Lambda ends the call; by default infinite.</summary>
    public TimeSpan Remaining { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets every unit of work that reaches the end of its pipeline, as it does. It must not fail.</summary>
    public Action<UnitOfWork>? Output { get; init; }

    /// <summary>Gets every fault, just before it is published. It must not fail.</summary>
    public Action<Event>? Faulted { get; init; }
}
