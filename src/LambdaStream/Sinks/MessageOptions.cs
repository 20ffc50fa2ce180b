using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.SendToSqs"/> works. What is null comes from the function's options.</summary>
public sealed record SqsOptions
{
    internal static SqsOptions Default { get; } = new();

    /// <summary>The queue; by default QUEUE_URL.</summary>
    public string? QueueUrl { get; init; }

    /// <summary>The slot of the message; by default <see cref="Slots.SqsMessage"/>.</summary>
    public Slot<SendMessageBatchRequestEntry> Message { get; init; } = Slots.SqsMessage;

    /// <summary>An SQS of one's own.</summary>
    public ISqs? Sqs { get; init; }

    /// <summary>Messages of a batch; SQS takes 10.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The bytes of a batch and of a message, as JSON; SQS takes 1,048,576.</summary>
    public int? MaxPayloadSize { get; init; }

    /// <summary>How messages that fail are sent again; by default as the options say.</summary>
    public BatchRetryOptions? Retry { get; init; }

    /// <summary>Batches in flight.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>
    /// Whether a request has at most one message of a group, so that none overtakes an earlier one that fails and is sent again; by default
    /// not, because it makes for more requests.
    /// </summary>
    public bool StrictOrder { get; init; }

    /// <summary>The most batches in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}

/// <summary>How <see cref="Steps.PublishToSns"/> works. What is null comes from the function's options.</summary>
public sealed record SnsOptions
{
    internal static SnsOptions Default { get; } = new();

    /// <summary>The topic of messages that go to none; by default TOPIC_ARN.</summary>
    public string? TopicArn { get; init; }

    /// <summary>The slot of the message; by default <see cref="Slots.SnsMessage"/>.</summary>
    public Slot<PublishRequest> Message { get; init; } = Slots.SnsMessage;

    /// <summary>An SNS of one's own.</summary>
    public ISns? Sns { get; init; }

    /// <summary>Messages of a batch, at most 10; by default 1: each goes by itself, as with the Node library.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Messages, or batches, in flight.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>
    /// Whether a request has at most one message of a group, so that none overtakes an earlier one that fails and is sent again; by default
    /// not, because it makes for more requests.
    /// </summary>
    public bool StrictOrder { get; init; }

    /// <summary>The most messages, or batches, in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
