namespace LambdaStream.Connectors;

/// <summary>The port to Kinesis data streams.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with Kinesis's error code when the service refuses a request;
/// records that failed one by one are in the answer, and the sink retries them.
/// </remarks>
public interface IKinesis
{
    /// <summary>Puts up to 500 records of together 10 MiB on a stream.</summary>
    ValueTask<PutRecordsResponse> PutRecordsAsync(PutRecordsRequest request, CancellationToken cancellationToken);
}

/// <summary>Kinesis's PutRecords.</summary>
public sealed record PutRecordsRequest
{
    /// <summary>The name of the stream; a sink fills in its own.</summary>
    public string? StreamName { get; init; }

    /// <summary>The ARN of the stream, in the place of the name.</summary>
    public string? StreamArn { get; init; }

    /// <summary>The records.</summary>
    public required IReadOnlyList<PutRecordsRequestEntry> Records { get; init; }
}

/// <summary>One record for Kinesis.</summary>
public sealed record PutRecordsRequestEntry
{
    /// <summary>The data, usually an event as UTF-8 JSON; with the partition key up to 1 MiB, or what the stream is set to.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Records of one key stay in order; 1 to 256 characters.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>Chooses the shard in the place of the partition key's hash.</summary>
    public string? ExplicitHashKey { get; init; }
}

/// <summary>Kinesis's answer to PutRecords.</summary>
public sealed record PutRecordsResponse
{
    /// <summary>How many records failed.</summary>
    public int FailedRecordCount { get; init; }

    /// <summary>The outcome of each record, in the order of the request.</summary>
    public required IReadOnlyList<PutRecordsResultEntry> Records { get; init; }
}

/// <summary>The outcome of one record.</summary>
public sealed record PutRecordsResultEntry
{
    /// <summary>Its place in the shard.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>Its shard.</summary>
    public string? ShardId { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the service says to it.</summary>
    public string? ErrorMessage { get; init; }
}
