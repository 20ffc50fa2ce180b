using LambdaStream.Connectors;

namespace LambdaStream.Local.Queues;

/// <summary>A message in a queue.</summary>
internal sealed class QueuedMessage(SendMessageBatchRequestEntry entry, string id, DateTimeOffset sent)
{
    public SendMessageBatchRequestEntry Entry { get; } = entry;

    public string Id { get; } = id;

    public DateTimeOffset Sent { get; } = sent;

    public string? SequenceNumber { get; init; }

    public string? DeduplicationId { get; init; }

    public DateTimeOffset VisibleAt { get; set; }

    public DateTimeOffset? FirstReceived { get; set; }

    public int ReceiveCount { get; set; }

    /// <summary>The handle of the last receipt; null where it was never received.</summary>
    public string? ReceiptHandle { get; set; }
}
