namespace LambdaStream.Connectors;

/// <summary>The port to Firehose delivery streams.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with Firehose's error code when the service refuses a request;
/// records that failed one by one are in the answer, and the sink retries them.
/// </remarks>
public interface IFirehose
{
    /// <summary>Puts up to 500 records of together 4 MiB on a delivery stream.</summary>
    ValueTask<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>Firehose's PutRecordBatch.</summary>
public sealed record PutRecordBatchRequest
{
    /// <summary>The name of the delivery stream; a sink fills in its own.</summary>
    public string? DeliveryStreamName { get; init; }

    /// <summary>The records.</summary>
    public required IReadOnlyList<FirehoseRecord> Records { get; init; }
}

/// <summary>One record for Firehose.</summary>
public sealed record FirehoseRecord
{
    /// <summary>The data, up to 1,000 KiB.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }
}

/// <summary>Firehose's answer to PutRecordBatch.</summary>
public sealed record PutRecordBatchResponse
{
    /// <summary>How many records failed.</summary>
    public int FailedPutCount { get; init; }

    /// <summary>The outcome of each record, in the order of the request.</summary>
    public required IReadOnlyList<PutRecordBatchResponseEntry> RequestResponses { get; init; }
}

/// <summary>The outcome of one record.</summary>
public sealed record PutRecordBatchResponseEntry
{
    /// <summary>The id that Firehose gave it.</summary>
    public string? RecordId { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the service says to it.</summary>
    public string? ErrorMessage { get; init; }
}
