using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LambdaStream.Testing;

/// <content>Payloads of Kafka, of FIFO queues and of custom event buses; aggregated records and tumbling windows.</content>
public static partial class Records
{
    private const string BootstrapServers = "b-1.cluster.kafka.us-west-2.amazonaws.com:9092";

    /// <summary>A batch of a topic of Amazon MSK, with a record for each event in one partition.</summary>
    public static byte[] Kafka(params IEnumerable<Event> events) =>
        KafkaEntries([.. events.Select(@event => KafkaEntry.Of(@event))]);

    /// <summary>A batch of topics of Amazon MSK.</summary>
    public static byte[] KafkaEntries(params IReadOnlyList<KafkaEntry> entries) =>
        Json.ObjectOf(
                ("eventSource", "aws:kafka"),
                ("eventSourceArn", $"arn:aws:kafka:{Region}:{Account}:cluster/cluster/0-0"),
                ("bootstrapServers", BootstrapServers),
                ("records", ByPartition(entries))
            )
            .ToUtf8();

    /// <summary>A batch of topics of an Apache Kafka of one's own.</summary>
    public static byte[] SelfManagedKafka(params IReadOnlyList<KafkaEntry> entries) =>
        Json.ObjectOf(
                ("eventSource", "SelfManagedKafka"),
                ("bootstrapServers", BootstrapServers),
                ("records", ByPartition(entries))
            )
            .ToUtf8();

    /// <summary>A batch of a FIFO queue, with a message for each event in its group.</summary>
    public static byte[] SqsFifo(params IReadOnlyList<(string Group, Event Event)> messages) =>
        Of(
            messages.Select(
                (message, i) =>
                    Json.ObjectOf(
                        ("messageId", IdOf(i)),
                        ("receiptHandle", $"receipt-{i}"),
                        ("body", message.Event.ToString()),
                        (
                            "attributes",
                            Json.ObjectOf(
                                ("SentTimestamp", "1545082649183"),
                                ("SequenceNumber", $"18849496460467{696_128 + i:D6}"),
                                ("MessageGroupId", message.Group),
                                ("MessageDeduplicationId", $"{i}")
                            )
                        ),
                        ("eventSource", "aws:sqs"),
                        ("eventSourceARN", $"arn:aws:sqs:{Region}:{Account}:queue.fifo"),
                        ("awsRegion", Region)
                    )
            )
        );

    /// <summary>A batch of a custom event bus of EventBridge's second generation, with data, metadata and system metadata of each event.</summary>
    public static byte[] CustomEventBus(params IEnumerable<Event> events) =>
        Json.ArrayOf([
                .. events.Select(
                    (@event, i) =>
                        Json.ObjectOf(
                            ("Data", @event.ToJson()),
                            ("Metadata", Json.EmptyObject),
                            (
                                "SystemMetadata",
                                Json.ObjectOf(
                                    ("ContentType", "application/json"),
                                    ("aws:EventId", IdOf(i)),
                                    ("aws:IngestionTime", "2018-12-17T21:31:27.000Z"),
                                    ("aws:DeliveryType", "LIVE")
                                )
                            )
                        )
                ),
            ])
            .ToUtf8();

    /// <summary>The data of a Kinesis record into which the Kinesis Producer Library has put several, for <see cref="KinesisData"/>.</summary>
    public static byte[] Aggregated(params IReadOnlyList<byte[]> data)
    {
        var message = new List<byte>();
        for (var i = 0; i < data.Count; i++)
            Append(message, 1, Encoding.UTF8.GetBytes($"{i}"));
        for (var i = 0; i < data.Count; i++)
        {
            var record = new List<byte> { 1 << 3 };
            AppendNumber(record, i);
            Append(record, 3, data[i]);
            Append(message, 3, [.. record]);
        }
        return [0xf3, 0x89, 0x9a, 0xc2, .. message, .. Md5Of([.. message])];
    }

    /// <summary>A payload of Kinesis or DynamoDB as one of a tumbling window of two minutes.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="state">What the invocation before has answered; by default an empty object, as in the window's first one.</param>
    /// <param name="isFinal">Whether the window ends with it.</param>
    /// <param name="isTerminatedEarly">Whether that is because its state had become too large.</param>
    public static byte[] InWindow(
        byte[] payload,
        Json state = default,
        bool isFinal = false,
        bool isTerminatedEarly = false
    ) =>
        Json.ObjectOf(
                ("Records", Json.Parse(payload)["Records"]),
                ("window", Json.ObjectOf(("start", "2018-12-17T21:30:00Z"), ("end", "2018-12-17T21:32:00Z"))),
                ("state", state.IsDefined ? state : Json.EmptyObject),
                ("shardId", "shardId-000000000000"),
                ("eventSourceARN", $"arn:aws:kinesis:{Region}:{Account}:stream/hub"),
                ("isFinalInvokeForWindow", isFinal),
                ("isWindowTerminatedEarly", isTerminatedEarly)
            )
            .ToUtf8();

    private static Json ByPartition(IReadOnlyList<KafkaEntry> entries) =>
        Json.ObjectOf([
            .. entries
                .GroupBy(entry => $"{entry.Topic}-{entry.Partition}")
                .Select(partition =>
                    (partition.Key, Json.ArrayOf([.. partition.Select((entry, i) => entry.ToRecord(i))]))
                ),
        ]);

    private static void Append(List<byte> message, int field, byte[] bytes)
    {
        message.Add((byte)(field << 3 | 2));
        AppendNumber(message, bytes.Length);
        message.AddRange(bytes);
    }

    private static void AppendNumber(List<byte> message, int number)
    {
        for (; number > 0x7f; number >>= 7)
            message.Add((byte)(number | 0x80));
        message.Add((byte)number);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5; nothing is secured by it.")]
    private static byte[] Md5Of(byte[] bytes) => MD5.HashData(bytes);
}
