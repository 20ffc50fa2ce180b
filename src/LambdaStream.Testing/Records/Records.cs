using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>Builds payloads as Lambda delivers them.</summary>
public static partial class Records
{
    private const string Region = "us-west-2";
    private const string Account = "123456789012";

    /// <summary>A batch of a Kinesis stream, with a record for each event.</summary>
    public static byte[] Kinesis(params IEnumerable<Event> events) =>
        KinesisData([.. events.Select(@event => @event.ToJson().ToUtf8())]);

    /// <summary>A batch of a Kinesis stream, with a record for each piece of data, JSON or not.</summary>
    public static byte[] KinesisData(params IReadOnlyList<byte[]> data) =>
        Of(
            data.Select(
                (bytes, i) =>
                    Json.ObjectOf(
                        ("eventSource", "aws:kinesis"),
                        ("eventVersion", "1.0"),
                        ("eventID", $"shardId-000000000000:{i}"),
                        ("eventName", "aws:kinesis:record"),
                        ("awsRegion", Region),
                        ("eventSourceARN", $"arn:aws:kinesis:{Region}:{Account}:stream/hub"),
                        (
                            "kinesis",
                            Json.ObjectOf(
                                ("kinesisSchemaVersion", "1.0"),
                                ("partitionKey", $"{i}"),
                                ("sequenceNumber", $"{i}"),
                                ("data", Convert.ToBase64String(bytes)),
                                ("approximateArrivalTimestamp", 1_545_084_650.987)
                            )
                        )
                    )
            )
        );

    /// <summary>A batch of an SQS queue, with a message for each event.</summary>
    public static byte[] Sqs(params IEnumerable<Event> events) =>
        SqsBodies([.. events.Select(@event => @event.ToString())]);

    /// <summary>A batch of an SQS queue, with a message for each body, JSON or not.</summary>
    public static byte[] SqsBodies(params IReadOnlyList<string> bodies) =>
        Of(
            bodies.Select(
                (body, i) =>
                    Json.ObjectOf(
                        ("messageId", $"00000000-0000-0000-0000-{i:D12}"),
                        ("receiptHandle", $"receipt-{i}"),
                        ("body", body),
                        ("attributes", Json.ObjectOf(("SentTimestamp", "1545082649183"))),
                        ("eventSource", "aws:sqs"),
                        ("eventSourceARN", $"arn:aws:sqs:{Region}:{Account}:queue"),
                        ("awsRegion", Region)
                    )
            )
        );

    /// <summary>A batch of the stream of a DynamoDB table, with a record for each change.</summary>
    public static byte[] DynamoDb(params IReadOnlyList<Change> changes) =>
        Of(changes.Select((change, i) => change.ToRecord(i)));

    /// <summary>An event as an EventBridge rule delivers it.</summary>
    public static byte[] EventBridge(Event @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return Json.ObjectOf(
                ("version", "0"),
                ("id", "0"),
                ("detail-type", @event.Type),
                ("source", "test"),
                ("account", Account),
                ("time", "2018-12-17T21:31:27Z"),
                ("region", "us-west-1"),
                ("resources", Json.ArrayOf()),
                ("detail", @event.ToJson())
            )
            .ToUtf8();
    }

    /// <summary>A payload of records that one has written oneself.</summary>
    public static byte[] Of(params IEnumerable<Json> records) =>
        Json.ObjectOf(("Records", Json.ArrayOf([.. records]))).ToUtf8();

    internal static string RegionOf(Item? image) => image?["awsregion"].GetText() ?? Region;
}
