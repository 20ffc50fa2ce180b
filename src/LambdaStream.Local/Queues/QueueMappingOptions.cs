namespace LambdaStream.Local;

/// <summary>How a function is driven from a queue, under Lambda's names and with its defaults.</summary>
public sealed record QueueMappingOptions
{
    /// <summary>The name of the function, for messages.</summary>
    public string FunctionName { get; init; } = "function";

    /// <summary>How many messages an invocation gets at most: by default 10. A FIFO queue gives no more, another 10,000.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>Whether the response tells which messages failed, by default not: then all or none are done.</summary>
    public bool ReportBatchItemFailures { get; init; }
}
