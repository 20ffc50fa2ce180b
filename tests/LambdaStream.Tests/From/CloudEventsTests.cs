using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>CloudEvents in every source that has events as JSON, where the function reads them.</summary>
public class CloudEventsTests
{
    private static readonly Event Created = Event.Parse(
        """
        { "specversion": "1.0", "id": "1", "source": "/orders", "type": "order-created", "time": "2019-01-31T20:37:02Z",
          "subject": "o1", "data": { "order": { "n": 1 } } }
        """
    );

    public static TheoryData<string> Names() => [.. Sources.Keys];

    private static Dictionary<string, (Source Source, Func<Event, byte[]> Payload)> Sources { get; } =
        new()
        {
            ["Kinesis"] = (From.Kinesis(), @event => Records.Kinesis(@event)),
            ["Aggregated"] = (
                From.Kinesis(),
                @event => Records.KinesisData(Records.Aggregated(@event.ToJson().ToUtf8()))
            ),
            ["Sqs"] = (From.Sqs(), @event => Records.Sqs(@event)),
            ["Sns"] = (From.Sns(), @event => Records.Sns(@event)),
            ["SnsOverSqs"] = (From.SnsOverSqs(), @event => Records.SnsOverSqs(@event)),
            ["EventBridge"] = (From.EventBridge(), Records.EventBridge),
            ["CustomEventBus"] = (From.CustomEventBus(), @event => Records.CustomEventBus(@event)),
            ["Kafka"] = (From.Kafka(), @event => Records.Kafka(@event)),
            ["Firehose"] = (From.Firehose(), @event => Records.Firehose(@event)),
            ["Direct"] = (From.Direct(), Records.Direct),
        };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACloudEvent_OfEverySource_IsAnEvent(string name)
    {
        var (source, payload) = Sources[name];

        var run = await source.ReadAsync(payload(Created), Reading);

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal(("1", "order-created", 1_548_967_022_000), (@event.Id, @event.Type, @event.Timestamp));
        Assert.Equal(("o1", "/orders"), (@event.PartitionKey, @event.Tag("source")));
        Assert.Equal(1, @event.At("order.n").GetInt64());
    }

    [Fact]
    public async Task ACloudEvent_OfAFunctionThatDoesNotReadThem_IsAnEventLikeAnyOther()
    {
        var run = await From.Kinesis().ReadAsync(Records.Kinesis(Created));

        Assert.Equal(Created.ToString(), Assert.Single(run.Units).Event.ToString());
    }

    [Fact]
    public async Task AnotherEvent_OfAFunctionThatReadsThem_IsAsItWas()
    {
        var run = await From.Kinesis().ReadAsync(Records.Kinesis(Some.Event()), Reading);

        Assert.Equal(Some.Event().ToString(), Assert.Single(run.Units).Event.ToString());
    }

    [Theory]
    [InlineData("type", "The CloudEvent has no text in its attribute 'type'.")]
    [InlineData("id", "The CloudEvent has no text in its attribute 'id'.")]
    public async Task ABrokenCloudEvent_IsAFaultThatKeepsIt(string missing, string message)
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("orders", units => units) { EventType = "order-created" }
        );
        driver.Options = Reading(driver.Options);

        var run = await driver.InvokeAsync(Records.Kinesis(Created.Without(missing), Created));

        Assert.Equal(["1"], run.Units.Ids());
        var fault = Assert.Single(run.Faults);
        Assert.Equal(message, fault.At("err.message").GetString());
        Assert.Contains("/orders", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACloudEvent_ThatNobodyWants_IsNotRead()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("things", units => units) { EventType = "thing" });
        driver.Options = Reading(driver.Options);

        var run = await driver.InvokeAsync(Records.Kinesis(Created.With("time", "never")));

        Assert.Empty(run.Faults);
        Assert.Equal(1, run.Result.UnwantedCount);
    }

    [Fact]
    public async Task ACloudEvent_TaggedSkip_IsDropped()
    {
        var skipped = Created.With("data", Json.ObjectOf(("tags", Json.ObjectOf(("skip", true)))));

        var run = await From.Kinesis().ReadAsync(Records.Kinesis(skipped), Reading);

        Assert.Empty(run.Units);
        Assert.Equal(1, run.Result.UnwantedCount);
    }

    [Fact]
    public async Task CompressedValues_InData_AreReadAsWhatTheyStandFor()
    {
        const string data = """
            { "specversion": "1.0", "id": "1", "source": "/s", "type": "a",
              "data": { "thing": "COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA" } }
            """;

        var run = await From.Kinesis().ReadAsync(Records.KinesisData(Encoding.UTF8.GetBytes(data)), Reading);

        Assert.Equal(0, Assert.Single(run.Units).Event.At("thing.c").GetInt64());
    }

    [Fact]
    public async Task ADamagedCloudEvent_IsAUnitAFaultOrUnwanted()
    {
        var original = Encoding.UTF8.GetBytes(
            """
            {"specversion":"1.0","id":"1","source":"/s","type":"a","time":"2019-01-31T20:37:02.5+01:00","sampled":true,
            "datacontenttype":"application/json","data_base64":"eyJ0aGluZyI6MX0="}
            """
        );
        for (var seed = 0; seed < 5_000; seed++)
        {
            var payload = Records.KinesisData(new Mutator(new Random(seed)).Mutate(original), original);

            var run = await From.Kinesis().ReadAsync(payload, Reading);

            Assert.Equal(2, run.Units.Count + run.Faults.Count + run.Result.UnwantedCount);
        }
    }

    private static StreamOptions Reading(StreamOptions options) => options with { ReadsCloudEvents = true };
}
