namespace LambdaStream.Connectors;

/// <summary>The port to SQS.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the error code of SQS when the service refuses a request;
/// messages that failed one by one are in the answer, and the sink retries them.
/// </remarks>
public interface ISqs
{
    /// <summary>Sends up to 10 messages of together 1 MiB to a queue.</summary>
    ValueTask<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>The SendMessageBatch of SQS.</summary>
public sealed record SendMessageBatchRequest
{
    /// <summary>The URL of the queue; a sink fills in its own.</summary>
    public string? QueueUrl { get; init; }

    /// <summary>The messages, whose ids differ.</summary>
    public required IReadOnlyList<SendMessageBatchRequestEntry> Entries { get; init; }
}

/// <summary>One message for SQS.</summary>
public sealed record SendMessageBatchRequestEntry
{
    /// <summary>Tells the entries of a batch apart: up to 80 letters, digits, '-' and '_'.</summary>
    public required string Id { get; init; }

    /// <summary>The body.</summary>
    public required string MessageBody { get; init; }

    /// <summary>The seconds for which it stays hidden; by default the queue's.</summary>
    public int? DelaySeconds { get; init; }

    /// <summary>Its attributes.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    /// <summary>In a FIFO queue, the group whose messages stay in order.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>In a FIFO queue, the id by which a repetition within five minutes is dropped; by default, if the queue has content-based deduplication, made of the body.</summary>
    public string? MessageDeduplicationId { get; init; }
}

/// <summary>The answer to SendMessageBatch.</summary>
public sealed record SendMessageBatchResponse
{
    /// <summary>The messages that were taken.</summary>
    public IReadOnlyList<SendMessageBatchResultEntry> Successful { get; init; } = [];

    /// <summary>The messages that failed.</summary>
    public IReadOnlyList<BatchResultErrorEntry> Failed { get; init; } = [];
}

/// <summary>A message that SQS has taken.</summary>
public sealed record SendMessageBatchResultEntry
{
    /// <summary>The id of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>The id that SQS gave the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The MD5 of the body as SQS has got it, in hexadecimal digits.</summary>
    public string? MD5OfMessageBody { get; init; }

    /// <summary>Its place in a FIFO queue.</summary>
    public string? SequenceNumber { get; init; }
}
