using System.Text;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using LambdaStream.Connectors;
using LambdaStream.Peers;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks;

/// <summary>Every source: 1,000 records with events of 1 KB, to a pipeline that does nothing with them. Figures are per record.</summary>
/// <remarks>Of the sources that get one record in an invocation they are per invocation.</remarks>
[MemoryDiagnoser]
public class SourceBenchmarks
{
    private const int Records = 1_000;

    private static readonly Event[] Events =
    [
        .. Enumerable.Range(0, Records).Select(i => Event.Parse(KinesisPayload.CreateEvent(i))),
    ];

    private static readonly string[] Keys = [.. Enumerable.Range(0, Records).Select(i => $"folder/{i}")];

    private static readonly Change[] Changes =
    [
        .. Enumerable
            .Range(0, Records)
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

    private static readonly Dictionary<string, (Source Source, Func<byte[]> Payload)> Sources = new()
    {
        ["kinesis"] = (From.Kinesis(), () => Payload.Kinesis(Events)),
        ["kinesis-aggregated"] = (From.Kinesis(), () => Payload.KinesisData([.. Events.Chunk(10).Select(Aggregated)])),
        ["kinesis-window"] = (From.Window(From.Kinesis(), Counting()), () => Payload.InWindow(Payload.Kinesis(Events))),
        ["dynamodb"] = (From.DynamoDb(), () => Payload.DynamoDb(Changes)),
        ["dynamodb-over-kinesis"] = (From.DynamoDbOverKinesis(), () => Payload.DynamoDbOverKinesis(Changes)),
        ["sqs"] = (From.Sqs(), () => Payload.Sqs(Events)),
        ["sqs-fifo"] = (From.Sqs(), () => Payload.SqsFifo([.. Events.Select((e, i) => ($"{i % 10}", e))])),
        ["sqs-raw"] = (From.SqsRaw(), () => Payload.Sqs(Events)),
        ["sns"] = (From.Sns(), () => Payload.Sns(Events)),
        ["sns-over-sqs"] = (From.SnsOverSqs(), () => Payload.SnsOverSqs(Events)),
        ["s3"] = (From.S3(), () => Payload.S3("bucket", Keys)),
        ["s3-over-sqs"] = (From.S3OverSqs(), () => Payload.SqsBodies([.. Keys.Select(S3Text)])),
        ["kafka"] = (From.Kafka(), () => Payload.Kafka(Events)),
        ["kafka-raw"] = (From.KafkaRaw(), () => Payload.Kafka(Events)),
        ["firehose"] = (From.Firehose(), () => Payload.Firehose(Events)),
        ["custom-event-bus"] = (From.CustomEventBus(), () => Payload.CustomEventBus(Events)),
        ["direct"] = (From.Direct(), () => Payload.Direct(Events)),
        ["any-kinesis"] = (From.Any(), () => Payload.Kinesis(Events)),
        ["eventbridge"] = (From.EventBridge(), () => Payload.EventBridge(Events[0])),
        ["cron"] = (From.Cron(), () => Payload.Cron()),
        ["alarm"] = (From.Alarm(), () => Payload.Alarm()),
        ["cognito"] = (From.Cognito(), () => Payload.Cognito("PostConfirmation_ConfirmSignUp")),
    };

    // No record of theirs becomes a fault.
    private static readonly StreamOptions Options = new() { EventBridge = new NoEventBridge(), BusName = "bus" };

    private static readonly string[] OneByOne = ["eventbridge", "cron", "alarm", "cognito"];

    private byte[] _payload = [];
    private int _calls;
    private Processor _processor = null!;

    public static IEnumerable<string> Names => Sources.Keys;

    /// <summary>The source.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var (source, payload) = Sources[Name];
        _payload = payload();
        _calls = OneByOne.Contains(Name) ? Records : 1;
        _processor = Warm.Up(new Processor(source, Options, new Pipeline("all", units => units)), _payload);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<InvocationResult> Invoke()
    {
        for (var i = 1; i < _calls; i++)
            _ = await _processor.InvokeAsync(_payload);
        return await _processor.InvokeAsync(_payload);
    }

    // S3 sends a message for each object.
    private static string S3Text(string key) => Encoding.UTF8.GetString(Payload.S3("bucket", key));

    private static byte[] Aggregated(Event[] events) =>
        Payload.Aggregated([.. events.Select(@event => @event.ToJson().ToUtf8())]);

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
