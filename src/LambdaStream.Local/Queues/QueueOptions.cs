namespace LambdaStream.Local;

/// <summary>How a queue works, under the names and with the defaults of SQS.</summary>
public sealed record QueueOptions
{
    /// <summary>How long a received message stays hidden; by default 30 s.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a sent message stays hidden, where it does not say; by default not at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Of a FIFO queue, whether messages without a deduplication id get one of their body; by default not.</summary>
    public bool ContentBasedDeduplication { get; init; }

    /// <summary>Where messages go that were received <see cref="MaxReceiveCount"/> times; by default nowhere.</summary>
    public LocalQueue? DeadLetterQueue { get; init; }

    /// <summary>How often a message is received before it goes to the dead-letter queue; by default 3 times.</summary>
    public int MaxReceiveCount { get; init; } = 3;
}
