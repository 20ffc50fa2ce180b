namespace LambdaStream.Local;

/// <summary>Records that a function could not process within its attempts. Lambda sends such to the on-failure destination.</summary>
public sealed record FailedBatch
{
    internal const string RetryAttemptsExhausted = nameof(RetryAttemptsExhausted);
    internal const string RecordAgeExceeded = nameof(RecordAgeExceeded);

    /// <summary>The ARN of the stream, or of the table's change stream.</summary>
    public required string EventSourceArn { get; init; }

    /// <summary>The shard from which they come.</summary>
    public required string ShardId { get; init; }

    /// <summary>The records as the function received them.</summary>
    public required IReadOnlyList<Json> Records { get; init; }

    /// <summary>The sequence number of the first.</summary>
    public required string StartSequenceNumber { get; init; }

    /// <summary>The sequence number of the last.</summary>
    public required string EndSequenceNumber { get; init; }

    /// <summary>How many invocations failed with them.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the mapping gave up: <c>RetryAttemptsExhausted</c> or <c>RecordAgeExceeded</c>.</summary>
    public string Condition { get; init; } = RetryAttemptsExhausted;

    /// <summary>What the function raised; null where it reported the records as failed.</summary>
    public Exception? Error { get; init; }
}
