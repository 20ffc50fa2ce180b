namespace LambdaStream.Local;

/// <summary>How a function is driven from a stream or a table, with Lambda's names and defaults.</summary>
public sealed record EventSourceMappingOptions
{
    /// <summary>The name of the function, for messages.</summary>
    public string FunctionName { get; init; } = "function";

    /// <summary>How many records an invocation gets at most: 1 to 10,000, by default 100. Never more than 6 MB.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>
    /// How long a <see cref="Simulation"/> gathers records before it invokes the function with fewer than <see cref="BatchSize"/>:
    /// 0 to 300 seconds, by default 0. <see cref="LocalWorld.DrainAsync"/> does not wait.
    /// </summary>
    public int MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>
    /// How many batches of a shard a <see cref="Simulation"/> has in flight: 1 to 10, by default 1. The records of one key stay in order.
    /// </summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>How many pollers of a <see cref="Simulation"/> share the partitions of a Kafka topic; by default one.</summary>
    public int Pollers { get; init; } = 1;

    /// <summary>Whether to start with the records that are there already, the default, or with those to come.</summary>
    public StartingPosition StartingPosition { get; init; } = StartingPosition.TrimHorizon;

    /// <summary>The time of the first record, with <see cref="StartingPosition.AtTimestamp"/>.</summary>
    public DateTimeOffset? StartingPositionTimestamp { get; init; }

    /// <summary>
    /// Whether the response tells which records failed, by default not. From the first failed record on the batch is
    /// delivered again. Without this the response is ignored.
    /// </summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>Whether a batch with which the function failed is delivered again in two halves, by default not.</summary>
    public bool BisectBatchOnFunctionError { get; init; }

    /// <summary>
    /// How many times records are delivered again before they go to <see cref="EventSourceMapping.OnFailure"/>. By default
    /// there is no end to it, as with Lambda.
    /// </summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>How old a record may be before the mapping gives up on it: 60 to 604,800 seconds, by default there is no end to it.</summary>
    public int? MaximumRecordAgeInSeconds { get; init; }

    /// <summary>
    /// A queue that is told, as Lambda tells it, on which records the mapping gave up; by default none. They are in
    /// <see cref="EventSourceMapping.OnFailure"/> too.
    /// </summary>
    public LocalQueue? OnFailure { get; init; }

    /// <summary>
    /// How long a tumbling window lasts: 1 to 900 seconds, by default there are none. A record belongs to a window by when
    /// it arrived. A window is closed, by an invocation without records, when a record of a later one comes, or at the next
    /// <see cref="LocalWorld.DrainAsync"/> after its time. Here a state of more than 1 MB fails the invocation; Lambda ends
    /// such a window early.
    /// </summary>
    public int? TumblingWindowInSeconds { get; init; }
}

/// <summary>Where a function starts to read.</summary>
public enum StartingPosition
{
    /// <summary>With the oldest record.</summary>
    TrimHorizon,

    /// <summary>With the first record that comes from now on.</summary>
    Latest,

    /// <summary>With the first record of a Kinesis stream that is not older than a time.</summary>
    AtTimestamp,
}
