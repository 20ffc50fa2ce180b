using System.Text;
using System.Text.Json.Serialization;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>Every source with records of 1 KB, to a pipeline that does nothing with them.</summary>
internal static class SourceCases
{
    private const int Count = 1_000;

    // Lambda gives these sources one record at a time.
    private const int One = 1;

    public static IReadOnlyList<Case> All { get; } =
    [
        Of("Kinesis", () => From.Kinesis(), () => Records.Kinesis(Events())),
        Of(
            "Kinesis-aggregated",
            () => From.Kinesis(),
            () => Records.KinesisData([.. Events().Chunk(10).Select(Aggregated)])
        ),
        Of("Window", () => From.Window(From.Kinesis(), Counting()), () => Records.InWindow(Records.Kinesis(Events()))),
        Of("DynamoDb", () => From.DynamoDb(), () => Records.DynamoDb(Changes())),
        Of("DynamoDbOverKinesis", () => From.DynamoDbOverKinesis(), () => Records.DynamoDbOverKinesis(Changes())),
        Of("Sqs", From.Sqs, () => Records.Sqs(Events())),
        Of("Sqs-fifo", From.Sqs, () => Records.SqsFifo([.. Events().Select((e, i) => ($"{i % 10}", e))])),
        Of("SqsRaw", From.SqsRaw, () => Records.Sqs(Events())),
        Of("Sns", From.Sns, () => Records.Sns(Events())),
        Of("SnsRaw", From.SnsRaw, () => Records.Sns(Events())),
        Of("SnsOverSqs", From.SnsOverSqs, () => Records.SnsOverSqs(Events())),
        Of("S3", From.S3, () => Records.S3("bucket", Keys())),
        Of("S3OverSqs", From.S3OverSqs, () => Records.SqsBodies([.. Keys().Select(Notification)])),
        Of("S3Event", From.S3Event, () => Records.SqsBodies([.. Keys().Select(Notification)])),
        Of("Kafka", () => From.Kafka(), () => Records.Kafka(Events())),
        Of("KafkaRaw", From.KafkaRaw, () => Records.Kafka(Events())),
        Of("Firehose", From.Firehose, () => Records.Firehose(Events())),
        Of("CustomEventBus", () => From.CustomEventBus(), () => Records.CustomEventBus(Events())),
        Of("Direct", From.Direct, () => Records.Direct(Events())),
        Of("Any", () => From.Any(), () => Records.Kinesis(Events())),
        Of("EventBridge", () => From.EventBridge(), () => Records.EventBridge(Input.EventAt(0)), One),
        Of("Cron", From.Cron, () => Records.Cron(), One),
        Of("Alarm", From.Alarm, () => Records.Alarm(), One),
        Of("Cognito", () => From.Cognito(), () => Records.Cognito("PostConfirmation_ConfirmSignUp"), One),
    ];

    private static Case Of(string name, Func<Source> source, Func<byte[]> payload, int records = Count) =>
        Case.Of(
            $"source/{name}",
            records,
            () => new(new(source(), new InstantServices().Options, new Pipeline("all", units => units)), payload())
        );

    private static IEnumerable<Event> Events() => Enumerable.Range(0, Count).Select(Input.EventAt);

    private static IEnumerable<string> Keys() => Enumerable.Range(0, Count).Select(i => $"folder/{i}");

    private static Change[] Changes() =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(i =>
                    Change.Insert(
                        Item.Of(
                            ("pk", $"{i}"),
                            ("sk", "thing"),
                            ("discriminator", "thing"),
                            ("timestamp", 1_545_084_650_987L),
                            ("text", new string('x', 800))
                        )
                    )
                ),
        ];

    // S3 sends a message for each object.
    private static string Notification(string key) => Encoding.UTF8.GetString(Records.S3("bucket", key));

    private static byte[] Aggregated(Event[] events) =>
        Records.Aggregated([.. events.Select(@event => @event.ToJson().ToUtf8())]);

    private static WindowOptions<Tally> Counting() =>
        new()
        {
            StateType = TallyJson.Default.Tally,
            Start = () => new(0),
            Aggregate = (tally, _) => new(tally.Count + 1),
        };
}

internal sealed record Tally(long Count);

[JsonSerializable(typeof(Tally))]
internal sealed partial class TallyJson : JsonSerializerContext;
