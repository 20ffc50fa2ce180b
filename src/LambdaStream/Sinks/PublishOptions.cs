using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>What a publisher publishes of units of work, and how. What is null comes from the function's options.</summary>
public sealed record PublishOptions
{
    internal static PublishOptions Default { get; } = new();

    /// <summary>The slot of the event; by default the unit's own event.</summary>
    public Slot<Event>? Event { get; init; }

    /// <summary>The slot of the entry for EventBridge; by default <see cref="Slots.PublishRequestEntry"/>.</summary>
    public Slot<PutEventsRequestEntry> EventBridgeEntry { get; init; } = Slots.PublishRequestEntry;

    /// <summary>The slot of the entries that go to EventBridge together; by default <see cref="Slots.PublishRequest"/>.</summary>
    public Slot<PutEventsRequest> EventBridgeRequest { get; init; } = Slots.PublishRequest;

    /// <summary>The bus.</summary>
    public string? BusName { get; init; }

    /// <summary>The Source of the entries.</summary>
    public string? BusSource { get; init; }

    /// <summary>The global endpoint of EventBridge; by default <see cref="StreamOptions.BusEndpointId"/>.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The Kinesis stream.</summary>
    public string? StreamName { get; init; }

    /// <summary>The Firehose delivery stream.</summary>
    public string? DeliveryStreamName { get; init; }

    /// <summary>The bucket in which events are stored that are too large for EventBridge or Kinesis.</summary>
    public string? ClaimCheckBucketName { get; init; }

    /// <summary>An S3 of one's own, for claim checks.</summary>
    public IS3? S3 { get; init; }

    /// <summary>An EventBridge of one's own.</summary>
    public IEventBridge? EventBridge { get; init; }

    /// <summary>A Kinesis of one's own.</summary>
    public IKinesis? Kinesis { get; init; }

    /// <summary>A Firehose of one's own.</summary>
    public IFirehose? Firehose { get; init; }

    /// <summary>Events of a batch; EventBridge takes 10, Kinesis and Firehose 500.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The bytes of a batch.</summary>
    public int? MaxRequestSize { get; init; }

    /// <summary>Batches in flight.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most batches in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>How records that fail are sent again; by default as the options say.</summary>
    public BatchRetryOptions? Retry { get; init; }

    /// <summary>
    /// Whether what cannot be published is delivered again with its records, as faults are; by default it is a fault. The
    /// Node library's <c>handleErrors: false</c>.
    /// </summary>
    public bool FailsRecords { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>
    /// Whether a request has at most one record of a partition key (Kinesis), so that none overtakes an earlier one that fails and is sent again; by default
    /// not, because it makes for more requests.
    /// </summary>
    public bool StrictOrder { get; init; }

    /// <summary>Whether events go as CloudEvents; by default as <see cref="StreamOptions.PublishesCloudEvents"/> says.</summary>
    public bool? AsCloudEvents { get; init; }

    /// <summary>The <c>source</c> of the CloudEvents; by default <see cref="StreamOptions.CloudEventSource"/>.</summary>
    public string? CloudEventSource { get; init; }

    /// <summary>Values of more bytes than this are compressed.</summary>
    public int? CompressionThreshold { get; init; }

    /// <summary>The names of members that are never compressed.</summary>
    public IReadOnlyList<string>? CompressionIgnore { get; init; }
}
