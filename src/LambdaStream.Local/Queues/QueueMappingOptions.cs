namespace LambdaStream.Local;

/// <summary>How a function is driven from a queue, under Lambda's names and with its defaults.</summary>
public sealed record QueueMappingOptions
{
    /// <summary>The name of the function, for messages.</summary>
    public string FunctionName { get; init; } = "function";

    /// <summary>How many messages an invocation gets at most: by default 10. A FIFO queue gives no more, another 10,000.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>
    /// How long a <see cref="Simulation"/> gathers messages before it invokes the function with fewer than <see cref="BatchSize"/>:
    /// 0 to 300 seconds, by default 0; a FIFO queue has none. <see cref="LocalWorld.DrainAsync"/> does not wait.
    /// </summary>
    public int MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>How many invocations a <see cref="Simulation"/> has under way at the same time; by default 5, with which Lambda starts.</summary>
    public int MaximumConcurrency { get; init; } = 5;

    /// <summary>Whether the response tells which messages failed, by default not: then all or none are done.</summary>
    public bool ReportBatchItemFailures { get; init; }
}
