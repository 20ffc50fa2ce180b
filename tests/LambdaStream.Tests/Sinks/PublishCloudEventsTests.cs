using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PublishCloudEventsTests
{
    private readonly RecordingEventBridge _bus = new();
    private readonly RecordingKinesis _kinesis = new();
    private readonly RecordingFirehose _firehose = new();

    private StreamOptions Options =>
        new()
        {
            EventBridge = _bus,
            BusName = "bus",
            Kinesis = _kinesis,
            StreamName = "stream",
            Firehose = _firehose,
            DeliveryStreamName = "lake",
            Account = "dev",
            Region = "us-east-1",
            Source = "things",
            PublishesCloudEvents = true,
        };

    [Fact]
    public async Task Publish_ToEventBridge_HasACloudEventAsDetail()
    {
        var units = await Some.Units(1, Options).Stream().PublishToEventBridge().ToListAsync();

        var entry = Assert.Single(Assert.Single(_bus.Requests).Entries);
        Assert.Equal("thing-created", entry.DetailType);
        AssertIsCloudEvent(entry.Detail, "/dev/us-east-1/things");
        // The unit keeps its event.
        Assert.False(units[0].Event["specversion"].IsDefined);
    }

    [Fact]
    public async Task Publish_ToKinesis_HasACloudEventAsData()
    {
        await Some.Units(1, Options with { CloudEventSource = "/all" })
            .Stream()
            .PublishToKinesis(new() { CloudEventSource = "/own" })
            .ToListAsync();

        var record = Assert.Single(Assert.Single(_kinesis.Requests).Records);
        Assert.Equal("0", record.PartitionKey);
        AssertIsCloudEvent(Json.Parse(record.Data.ToArray()), "/own");
    }

    [Fact]
    public async Task Send_ToFirehose_HasACloudEventOnALine()
    {
        await Some.Units(1, Options).Stream().SendToFirehose().ToListAsync();

        var line = Encoding.UTF8.GetString(Assert.Single(Assert.Single(_firehose.Requests).Records).Data.Span);
        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
        AssertIsCloudEvent(Json.Parse(line), "/dev/us-east-1/things");
    }

    [Fact]
    public async Task Publish_ARuleThatDoesNot_WinsOverTheFunction()
    {
        await Some.Units(1, Options).Stream().PublishToEventBridge(new() { AsCloudEvents = false }).ToListAsync();

        var detail = Assert.Single(Assert.Single(_bus.Requests).Entries).Detail;
        Assert.Equal("0", detail.At("thing.id").GetString());
        Assert.False(detail["specversion"].IsDefined);
    }

    [Fact]
    public async Task Publish_LargeValues_AreCompressedInData()
    {
        var @event = Some.Event().With("large", new string('x', 20_000));

        await Some.Units(Options, @event).Stream().PublishToEventBridge().ToListAsync();

        var detail = Assert.Single(Assert.Single(_bus.Requests).Entries).Detail;
        Assert.StartsWith("COMPRESSED", detail.At("data.large").GetString(), StringComparison.Ordinal);
        Assert.Equal("1", detail.At("data.thing.id").GetString());
    }

    [Fact]
    public async Task Publish_AnEventWithoutAnId_IsAFaultInTheFormOfNode()
    {
        var driver = new FunctionDriver(From.Direct(), new Pipeline("p", units => units.PublishToEventBridge()));
        driver.Options = driver.Options with { BusName = "bus", PublishesCloudEvents = true };

        var run = await driver.InvokeAsync(Records.Direct(Event.Of("thing-created")));

        var fault = Assert.Single(run.Faults);
        Assert.Equal(
            "The event 'thing-created' cannot be a CloudEvent: it has no id.",
            fault.At("err.message").GetString()
        );
    }

    [Fact]
    public async Task Publish_AndReadAgain_IsTheSameEvent()
    {
        var published = await Some.Units(1, Options).Stream().PublishToEventBridge().ToListAsync();
        var detail = Assert.Single(Assert.Single(_bus.Requests).Entries).Detail;

        var run = await From.EventBridge()
            .ReadAsync(Records.EventBridge(Event.From(detail)), options => options with { ReadsCloudEvents = true });

        var read = Assert.Single(run.Units).Event;
        foreach (var (name, value) in published[0].Event.ToJson().EnumerateObject())
            Assert.Equal(value.ToString(), read[name].ToString());
        Assert.False(read["cloudevent"].IsDefined);
    }

    // Its source is one that the reader keeps as an attribute of its own.
    [Fact]
    public async Task Publish_AClaimCheck_IsRedeemedFromACloudEvent()
    {
        var s3 = new RecordingS3();
        var options = Options with { S3 = s3, ClaimCheckBucketName = "claims", CloudEventSource = "/own" };
        var large = Some.Event().With("large", Json.ArrayOf([.. Enumerable.Range(0, 60_000).Select(i => (Json)i)]));
        await Some.Units(options with { CompressionThreshold = null }, large)
            .Stream()
            .PublishToEventBridge()
            .ToListAsync();
        var detail = Assert.Single(Assert.Single(_bus.Requests).Entries).Detail;
        Assert.Equal("claims", detail.At("data.s3.bucket").GetString());

        var stored = Assert.Single(s3.Puts).Body;
        s3.OnGetObject = (_, _) => new(new GetObjectResponse { Body = stored });

        var run = await From.EventBridge()
            .ReadAsync(
                Records.EventBridge(Event.From(detail)),
                options => options with { ReadsCloudEvents = true, S3 = s3 }
            );

        Assert.Equal(large["large"].ToString(), Assert.Single(run.Units).Event["large"].ToString());
        Assert.Equal("claims", Assert.Single(s3.Gets).Bucket);
    }

    private static void AssertIsCloudEvent(Json json, string source)
    {
        Assert.Equal("1.0", json["specversion"].GetString());
        Assert.Equal(source, json["source"].GetString());
        Assert.Equal(("0", "thing-created"), (json["id"].GetString(), json["type"].GetString()));
        Assert.Equal("2019-01-31T20:37:02.000Z", json["time"].GetString());
        Assert.Equal("0", json["partitionkey"].GetString());
        Assert.Equal("0", json.At("data.thing.id").GetString());
    }
}
