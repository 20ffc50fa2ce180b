namespace LambdaStream.Connectors;

/// <summary>The port to SNS.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with the error code of SNS when the service refuses a request;
/// messages of a batch that failed one by one are in the answer, and the sink retries them.
/// </remarks>
public interface ISns
{
    /// <summary>Publishes one message of up to 256 KiB.</summary>
    ValueTask<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken);

    /// <summary>Publishes up to 10 messages of together 256 KiB.</summary>
    ValueTask<PublishBatchResponse> PublishBatchAsync(PublishBatchRequest request, CancellationToken cancellationToken);
}

/// <summary>The Publish of SNS.</summary>
public sealed record PublishRequest
{
    /// <summary>The ARN of the topic; a sink fills in its own unless the message goes elsewhere.</summary>
    public string? TopicArn { get; init; }

    /// <summary>The ARN of an endpoint of a device, in the place of a topic.</summary>
    public string? TargetArn { get; init; }

    /// <summary>A phone number, in the place of a topic.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The message.</summary>
    public required string Message { get; init; }

    /// <summary>The subject of an e-mail: up to 100 characters.</summary>
    public string? Subject { get; init; }

    /// <summary>Where it is json, the message is an object with a text for each protocol.</summary>
    public string? MessageStructure { get; init; }

    /// <summary>Its attributes, by which subscriptions filter.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    /// <summary>In a FIFO topic, the group whose messages stay in order.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>In a FIFO topic, the id by which a repetition within five minutes is dropped.</summary>
    public string? MessageDeduplicationId { get; init; }
}

/// <summary>The answer to Publish.</summary>
public sealed record PublishResponse
{
    /// <summary>The id that SNS gave the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its place in a FIFO topic.</summary>
    public string? SequenceNumber { get; init; }
}

/// <summary>The PublishBatch of SNS.</summary>
public sealed record PublishBatchRequest
{
    /// <summary>The ARN of the topic.</summary>
    public required string TopicArn { get; init; }

    /// <summary>The messages, whose ids differ.</summary>
    public required IReadOnlyList<PublishBatchRequestEntry> PublishBatchRequestEntries { get; init; }
}

/// <summary>One message of a batch for SNS.</summary>
public sealed record PublishBatchRequestEntry
{
    /// <summary>Tells the entries of a batch apart: up to 80 letters, digits, '-' and '_'.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="PublishRequest.Message"/>
    public required string Message { get; init; }

    /// <inheritdoc cref="PublishRequest.Subject"/>
    public string? Subject { get; init; }

    /// <inheritdoc cref="PublishRequest.MessageStructure"/>
    public string? MessageStructure { get; init; }

    /// <inheritdoc cref="PublishRequest.MessageAttributes"/>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    /// <inheritdoc cref="PublishRequest.MessageGroupId"/>
    public string? MessageGroupId { get; init; }

    /// <inheritdoc cref="PublishRequest.MessageDeduplicationId"/>
    public string? MessageDeduplicationId { get; init; }
}

/// <summary>The answer to PublishBatch.</summary>
public sealed record PublishBatchResponse
{
    /// <summary>The messages that were taken.</summary>
    public IReadOnlyList<PublishBatchResultEntry> Successful { get; init; } = [];

    /// <summary>The messages that failed.</summary>
    public IReadOnlyList<BatchResultErrorEntry> Failed { get; init; } = [];
}

/// <summary>A message of a batch that SNS has taken.</summary>
public sealed record PublishBatchResultEntry
{
    /// <summary>The id of the entry.</summary>
    public required string Id { get; init; }

    /// <summary>The id that SNS gave the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its place in a FIFO topic.</summary>
    public string? SequenceNumber { get; init; }
}
