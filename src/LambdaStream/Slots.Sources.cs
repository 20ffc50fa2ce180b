namespace LambdaStream;

/// <content>The slots that sources fill, or read when they answer.</content>
public static partial class Slots
{
    /// <summary>The object that an S3 notification tells of.</summary>
    public static Slot<S3Notification> S3Notification { get; } =
        new("s3Notification", notification => notification.ToJson());

    /// <summary>Firehose's id of the record.</summary>
    public static Slot<string> RecordId { get; } = new("recordId", id => id);

    /// <summary>What becomes of the record, in the answer to Firehose: <c>Ok</c>, <c>Dropped</c> or <c>ProcessingFailed</c>; by default Dropped.</summary>
    public static Slot<string> Result { get; } = new("result", result => result);

    /// <summary>What Firehose is to deliver in the place of the record.</summary>
    public static Slot<ReadOnlyMemory<byte>> Data { get; } = new("data", data => Convert.ToBase64String(data.Span));

    /// <summary>What Firehose is to know of the record, such as its <c>partitionKeys</c>.</summary>
    public static Slot<Json> Metadata { get; } = new("metadata", metadata => metadata);

    /// <summary>What a Cognito trigger answers: its members are laid over the payload's <c>response</c>.</summary>
    public static Slot<Json> CognitoResponse { get; } = new("response", response => response);

    /// <summary>Topic, partition, offset, key and headers of a Kafka record.</summary>
    public static Slot<KafkaRecord> KafkaRecord { get; } = new("kafkaRecord", record => record.ToJson());

    /// <summary>Which of the records it is that the Kinesis Producer Library has put into one.</summary>
    public static Slot<KinesisUserRecord> KinesisUserRecord { get; } = new("userRecord", record => record.ToJson());

    /// <summary>What the publisher has given to a custom event bus beside the data, such as a tenant.</summary>
    public static Slot<Json> BusMetadata { get; } = new("busMetadata", metadata => metadata);

    /// <summary>What a custom event bus says of an event, such as <c>aws:EventId</c>, <c>aws:SequenceNumber</c> and <c>EventGroupId</c>.</summary>
    public static Slot<Json> BusSystemMetadata { get; } = new("busSystemMetadata", metadata => metadata);

    /// <summary>The state of a tumbling window that comes to its end.</summary>
    public static Slot<Json> WindowState { get; } = new("windowState", state => state);
}
