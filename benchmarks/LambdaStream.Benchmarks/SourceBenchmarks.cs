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
    private const int Count = 1_000;

    private static readonly Event[] Events =
    [
        .. Enumerable.Range(0, Count).Select(i => Event.Parse(KinesisPayload.CreateEvent(i))),
    ];

    private static readonly string[] Keys = [.. Enumerable.Range(0, Count).Select(i => $"folder/{i}")];

    private static readonly Change[] Changes =
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

    private static readonly Dictionary<string, (Source Source, Func<byte[]> Payload)> Sources = new()
    {
        ["kinesis"] = (From.Kinesis(), () => Records.Kinesis(Events)),
        ["kinesis-aggregated"] = (From.Kinesis(), () => Records.KinesisData([.. Events.Chunk(10).Select(Aggregated)])),
        ["kinesis-window"] = (From.Window(From.Kinesis(), Counting()), () => Records.InWindow(Records.Kinesis(Events))),
        ["dynamodb"] = (From.DynamoDb(), () => Records.DynamoDb(Changes)),
        ["dynamodb-over-kinesis"] = (From.DynamoDbOverKinesis(), () => Records.DynamoDbOverKinesis(Changes)),
        ["sqs"] = (From.Sqs(), () => Records.Sqs(Events)),
        ["sqs-fifo"] = (From.Sqs(), () => Records.SqsFifo([.. Events.Select((e, i) => ($"{i % 10}", e))])),
        ["sqs-raw"] = (From.SqsRaw(), () => Records.Sqs(Events)),
        ["sns"] = (From.Sns(), () => Records.Sns(Events)),
        ["sns-over-sqs"] = (From.SnsOverSqs(), () => Records.SnsOverSqs(Events)),
        ["s3"] = (From.S3(), () => Records.S3("bucket", Keys)),
        ["s3-over-sqs"] = (From.S3OverSqs(), () => Records.SqsBodies([.. Keys.Select(S3Text)])),
        ["kafka"] = (From.Kafka(), () => Records.Kafka(Events)),
        ["kafka-raw"] = (From.KafkaRaw(), () => Records.Kafka(Events)),
        ["firehose"] = (From.Firehose(), () => Records.Firehose(Events)),
        ["custom-event-bus"] = (From.CustomEventBus(), () => Records.CustomEventBus(Events)),
        ["direct"] = (From.Direct(), () => Records.Direct(Events)),
        ["any-kinesis"] = (From.Any(), () => Records.Kinesis(Events)),
        ["eventbridge"] = (From.EventBridge(), () => Records.EventBridge(Events[0])),
        ["cron"] = (From.Cron(), () => Records.Cron()),
        ["alarm"] = (From.Alarm(), () => Records.Alarm()),
        ["cognito"] = (From.Cognito(), () => Records.Cognito("PostConfirmation_ConfirmSignUp")),
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
        _calls = OneByOne.Contains(Name) ? Count : 1;
        _processor = Warm.Up(new Processor(source, Options, new Pipeline("all", units => units)), _payload);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public async Task<InvocationResult> Invoke()
    {
        for (var i = 1; i < _calls; i++)
            _ = await _processor.InvokeAsync(_payload);
        return await _processor.InvokeAsync(_payload);
    }

    // S3 sends a message for each object.
    private static string S3Text(string key) => Encoding.UTF8.GetString(Records.S3("bucket", key));

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
