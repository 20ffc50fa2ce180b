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
}
