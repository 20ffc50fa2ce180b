using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>Schedules, alarms, direct invocations, and what comes by way of Kinesis.</summary>
public class EnvelopeTests
{
    // Node: parse records
    [Fact]
    public async Task Cron_ParseRecords()
    {
        var payload = Records.Cron();

        var unit = Assert.Single((await From.Cron().ReadAsync(payload)).Units);

        Assert.Equal(Encoding.UTF8.GetString(payload), unit.Record!.Json.ToString());
        Assert.Equal(Encoding.UTF8.GetString(payload), unit.Event.ToString());
        Assert.Equal("2018-12-17T21:31:27Z", unit.Event["time"].GetString());
    }

    [Fact]
    public async Task Alarm_ThePayload_IsRecordAndEvent()
    {
        var unit = Assert.Single((await From.Alarm().ReadAsync(Records.Alarm("OK"))).Units);

        Assert.Equal("OK", unit.Event["alarmData"]["state"]["value"].GetString());
        Assert.Equal("OK", unit.Record!.Json["alarmData"]["state"]["value"].GetString());
    }

    [Fact]
    public async Task Cron_AFailure_FailsTheInvocation()
    {
        var driver = new FunctionDriver(
            From.Cron(),
            new Pipeline("fails", units => units.Tap(_ => throw new TimeoutException()))
        );
        driver.Options = driver.Options with { Retryable = _ => true, ReportBatchItemFailures = true };

        await Assert.ThrowsAsync<TimeoutException>(async () => await driver.InvokeAsync(Records.Cron()));
    }

    [Fact]
    public async Task Cron_TheAnswer_IsNone() =>
        Assert.Equal("null"u8.ToArray(), (await From.Cron().ReadAsync(Records.Cron())).Result.Response.ToArray());

    [Fact]
    public async Task EventBridge_TheTagSkip_HasAnEffectIfToldSo()
    {
        var payload = Records.EventBridge(Some.Event().With("tags", Json.ObjectOf(("skip", true))));

        var run = await From.EventBridge(new() { DropSkipped = true }).ReadAsync(payload);

        Assert.Empty(run.Units);
        Assert.Equal(1, run.Result.UnwantedCount);
    }

    [Fact]
    public async Task Direct_AnEventOrAList_AreTheEvents()
    {
        Assert.Equal(["a"], (await From.Direct().ReadAsync(Records.Direct(Some.Event("a")))).Units.Ids());
        Assert.Equal(
            ["a", "b"],
            (await From.Direct().ReadAsync(Records.Direct(Some.Event("a"), Some.Event("b")))).Units.Ids()
        );
        Assert.Equal(0, (await From.Direct().ReadAsync("[]"u8.ToArray())).Result.RecordCount);
    }

    [Fact]
    public async Task Direct_AnElementThatIsNoEvent_IsAFault()
    {
        var run = await From.Direct().ReadAsync("""[1,{"id":"a","type":"t"}]"""u8.ToArray());

        Assert.Equal(["a"], run.Units.Ids());
        Assert.Equal(
            "The event is no JSON object but a number.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Theory]
    [InlineData("MILLISECOND", 1_545_084_650_987, 1_545_084_650_987)]
    [InlineData("MICROSECOND", 1_545_084_650_987_654, 1_545_084_650_987)]
    public async Task DynamoDbOverKinesis_TheTimeOfAChange_IsInMilliseconds(string precision, long time, long timestamp)
    {
        var data = Json.ObjectOf(
            ("awsRegion", "us-west-2"),
            ("eventID", "e"),
            ("eventName", "INSERT"),
            (
                "dynamodb",
                Json.ObjectOf(
                    ("ApproximateCreationDateTime", time),
                    ("ApproximateCreationDateTimePrecision", precision),
                    ("Keys", Json.Parse("""{"pk":{"S":"1"},"sk":{"S":"thing"}}""")),
                    ("NewImage", Json.Parse("""{"pk":{"S":"1"},"sk":{"S":"thing"}}"""))
                )
            )
        );

        var run = await From.DynamoDbOverKinesis().ReadAsync(Records.KinesisData(data.ToUtf8()));

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal(("e", "thing-created", timestamp), (@event.Id, @event.Type, @event.Timestamp));
    }

    [Fact]
    public async Task DynamoDbOverKinesis_AnUnknownPrecision_IsAFault()
    {
        var data =
            """{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1,"ApproximateCreationDateTimePrecision":"WEEK","Keys":{}}}"""u8;

        var run = await From.DynamoDbOverKinesis().ReadAsync(Records.KinesisData(data.ToArray()));

        Assert.Equal(
            "The ApproximateCreationDateTimePrecision \"WEEK\" is neither MILLISECOND nor MICROSECOND.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task DynamoDbOverKinesis_AChange_IsTheSameEventAsFromTheTablesOwnStream()
    {
        var thing = Item.Of(("pk", "1"), ("sk", "thing"), ("ttl", 1L));
        Change[] changes =
        [
            Change.Insert(thing),
            Change.Modify(thing, thing.With("name", "n")),
            Change.Remove(thing) with
            {
                IsExpiry = true,
            },
        ];

        var over = await From.DynamoDbOverKinesis().ReadAsync(Records.DynamoDbOverKinesis(changes));
        var own = await From.DynamoDb().ReadAsync(Records.DynamoDb(changes));

        Assert.Equal(own.Units.Select(uow => uow.Event.ToString()), over.Units.Select(uow => uow.Event.ToString()));
        Assert.Equal(["0", "1", "2"], over.Units.Select(uow => uow.Record!.Identifier));
        Assert.Equal("aws:kinesis", over.Units[0].Record!.Json["eventSource"].GetString());
        var ignoring = await From.DynamoDbOverKinesis(new() { IgnoreTtlExpiredEvents = true })
            .ReadAsync(Records.DynamoDbOverKinesis(changes));
        Assert.Equal(2, ignoring.Units.Count);
    }

    [Fact]
    public async Task Canaries_OfAnUnknownType_AreWantedByNobodyWhoAsksForATypeOfTheirOwn()
    {
        foreach (
            var (source, payload) in new[]
            {
                (From.Kinesis(), Records.UnknownKinesis()),
                (From.DynamoDb(), Records.UnknownDynamoDb()),
                (From.Sqs(), Records.UnknownSqs()),
                (From.Firehose(), Records.UnknownFirehose()),
            }
        )
        {
            var all = await source.ReadAsync(payload);
            var some = await new FunctionDriver(
                source,
                new Pipeline("some", EventTypes.StartingWith("thing-"), units => units)
            ).InvokeAsync(payload);

            Assert.StartsWith("unknown-", Assert.Single(all.Units).Event.Type, StringComparison.Ordinal);
            Assert.Empty(some.Units);
            Assert.Equal(1, some.Result.UnwantedCount);
        }
    }
}
