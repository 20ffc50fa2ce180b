namespace LambdaStream.Testing;

/// <content>Payloads of SNS and S3, directly and by way of SQS.</content>
public static partial class Records
{
    /// <summary>A batch of SNS messages, each with an event.</summary>
    public static byte[] Sns(params IEnumerable<Event> events) =>
        SnsMessages([.. events.Select(@event => @event.ToString())]);

    /// <summary>A batch of SNS messages, each with a text, JSON or not.</summary>
    public static byte[] SnsMessages(params IReadOnlyList<string> messages) =>
        Of(
            messages.Select(
                (message, i) =>
                    Json.ObjectOf(
                        ("EventVersion", "1.0"),
                        ("EventSubscriptionArn", $"{TopicArn}:21be56ed-a058-49f5-8c98-aedd2564c486"),
                        ("EventSource", "aws:sns"),
                        (
                            "Sns",
                            Json.ObjectOf(
                                ("SignatureVersion", "1"),
                                ("Timestamp", "2019-01-02T12:45:07.000Z"),
                                ("MessageId", IdOf(i)),
                                ("Message", message),
                                ("MessageAttributes", Json.EmptyObject),
                                ("Type", "Notification"),
                                ("TopicArn", TopicArn),
                                ("Subject", "TestSubject")
                            )
                        )
                    )
            )
        );

    /// <summary>A batch of an SQS queue that an SNS topic fills, with an envelope of the topic around each event.</summary>
    public static byte[] SnsOverSqs(params IEnumerable<Event> events) =>
        SqsBodies([.. events.Select((@event, i) => SnsEnvelope(@event.ToString(), i))]);

    /// <summary>Notifications of an S3 bucket, a record for each key.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="keys">The keys as they are in the bucket; the records have them encoded.</param>
    public static byte[] S3(string bucket, params IEnumerable<string> keys) => S3Notification(bucket, keys).ToUtf8();

    /// <summary>The notifications of an S3 bucket in one message of an SQS queue.</summary>
    public static byte[] S3OverSqs(string bucket, params IEnumerable<string> keys) =>
        SqsBodies(S3Notification(bucket, keys).ToString());

    /// <summary>The notifications of an S3 bucket in a message of an SNS topic in one message of an SQS queue.</summary>
    public static byte[] S3OverSnsOverSqs(string bucket, params IEnumerable<string> keys) =>
        SqsBodies(SnsEnvelope(S3Notification(bucket, keys).ToString(), 0));

    /// <summary>What S3 sends when a bucket gets its first notification.</summary>
    public static byte[] S3TestEvent(string bucket) =>
        Json.ObjectOf(
                ("Service", "Amazon S3"),
                ("Event", "s3:TestEvent"),
                ("Time", "2019-09-03T19:37:27.192Z"),
                ("Bucket", bucket),
                ("RequestId", "0000000000000000")
            )
            .ToUtf8();

    private const string TopicArn = $"arn:aws:sns:{Region}:{Account}:topic";

    private static string IdOf(int i) => $"00000000-0000-0000-0000-{i:D12}";

    private static string SnsEnvelope(string message, int i) =>
        Json.ObjectOf(
                ("Type", "Notification"),
                ("MessageId", IdOf(i)),
                ("TopicArn", TopicArn),
                ("Message", message),
                ("Timestamp", "2019-01-02T12:45:07.000Z")
            )
            .ToString();

    private static Json S3Notification(string bucket, IEnumerable<string> keys) =>
        Json.ObjectOf(("Records", Json.ArrayOf([.. keys.Select((key, i) => S3Record(bucket, key, i))])));

    private static Json S3Record(string bucket, string key, int i) =>
        Json.ObjectOf(
            ("eventVersion", "2.1"),
            ("eventSource", "aws:s3"),
            ("awsRegion", Region),
            ("eventTime", "2019-09-03T19:37:27.192Z"),
            ("eventName", "ObjectCreated:Put"),
            ("responseElements", Json.ObjectOf(("x-amz-request-id", $"{i:D16}"))),
            (
                "s3",
                Json.ObjectOf(
                    ("s3SchemaVersion", "1.0"),
                    ("bucket", Json.ObjectOf(("name", bucket), ("arn", $"arn:aws:s3:::{bucket}"))),
                    ("object", Json.ObjectOf(("key", Encoded(key)), ("size", 10L)))
                )
            )
        );

    // As S3 does it: a slash stays, a space is a plus.
    private static string Encoded(string key) =>
        Uri.EscapeDataString(key)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%20", "+", StringComparison.Ordinal);
}
