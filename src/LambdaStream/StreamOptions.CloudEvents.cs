namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>
    /// Whether events with a <c>specversion</c> are read as CloudEvents 1.0, in every source whose records have events as JSON;
    /// by default they are events like any other.
    /// </summary>
    public bool ReadsCloudEvents { get; init; }

    /// <summary>
    /// Whether events go to EventBridge, Kinesis and Firehose as CloudEvents 1.0; by default in the form of the Node library, as
    /// faults always do.
    /// </summary>
    public bool PublishesCloudEvents { get; init; }

    /// <summary>
    /// The <c>source</c> of published CloudEvents, a URI reference; by default, of the event's tags,
    /// <c>/account/region/source</c>.
    /// </summary>
    public string? CloudEventSource { get; init; }
}
