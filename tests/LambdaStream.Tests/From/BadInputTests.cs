using System.Text;
using System.Text.Json;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

/// <summary>What is no proper input has one clear outcome: an empty result, a fault that keeps the record, or one clear error.</summary>
public class BadInputTests
{
    // Builds a payload of each kind around the texts of its records.
    private static readonly Dictionary<string, Func<byte[][], byte[]>> Containers = new(StringComparer.Ordinal)
    {
        ["kinesis"] = data => Records.KinesisData(data),
        ["dynamodb-over-kinesis"] = data => Records.KinesisData(data),
        ["firehose"] = data => Records.FirehoseData(data),
        ["sqs"] = data => Records.SqsBodies(Texts(data)),
        ["sns"] = data => Records.SnsMessages(Texts(data)),
        ["sns-over-sqs"] = data => Records.SqsBodies(Texts(data)),
        ["s3-over-sqs"] = data => Records.SqsBodies(Texts(data)),
    };

    public static TheoryData<string> All() => [.. SourcePayloads.Sources.Keys, "any"];

    // Those with a list of records, which may be empty.
    public static TheoryData<string> Lists() =>
        [
            "kinesis",
            "dynamodb",
            "dynamodb-over-kinesis",
            "sqs",
            "sns",
            "sns-over-sqs",
            "s3",
            "s3-over-sqs",
            "firehose",
            "any",
        ];

    public static TheoryData<string> Events() =>
        ["kinesis", "sqs", "sns", "sns-over-sqs", "firehose", "eventbridge", "direct", "direct-list"];

    public static TheoryData<string> Contained() => [.. Containers.Keys];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task S3TestEvent_HasNothingToDo(string name) =>
        await AssertNothingAsync(name, Records.S3TestEvent("bucket"));

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task EmptyRecords_HaveNothingToDo(string name)
    {
        foreach (var list in new[] { "[]", "null" })
            await AssertNothingAsync(name, Utf8($$"""{"{{(name is "firehose" ? "records" : "Records")}}":{{list}}}"""));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AnEmptyObject_HasNothingToDo(string name) => await AssertNothingAsync(name, "{}"u8.ToArray());

    [Theory]
    [MemberData(nameof(All))]
    public async Task ANullPayload_IsOneClearError(string name)
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await Source(name).ReadAsync("null"u8.ToArray())
        );

        Assert.Contains("Null", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AnEmptyPayload_IsOneClearError(string name)
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await Source(name).ReadAsync([]));

        Assert.Equal("The payload is empty.", error.Message);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ATruncatedPayload_IsOneClearError(string name)
    {
        var payload = Payload1(name).AsSpan().TrimEnd("\n"u8).ToArray();
        for (var length = 1; length < payload.Length; length += Math.Max(1, payload.Length / 100))
        {
            var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
                await Source(name).ReadAsync(payload[..length])
            );

            Assert.StartsWith("The payload is no JSON: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task InvalidUtf8InThePayload_IsOneClearError(string name)
    {
        var payload = Payload1(name);
        var last = Array.LastIndexOf(payload, (byte)'"');
        byte[] broken = [.. payload[..last], 0xff, .. payload[last..]];

        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await Source(name).ReadAsync(broken));

        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kinesis")]
    [InlineData("dynamodb-over-kinesis")]
    [InlineData("firehose")]
    public async Task InvalidBase64_IsAFaultThatKeepsTheRecord(string name)
    {
        var payload = Encoding.UTF8.GetString(Containers[name]([Good(name), "spoiled"u8.ToArray()]));
        payload = payload.Replace(Convert.ToBase64String("spoiled"u8), "%%%", StringComparison.Ordinal);

        var run = await Source(name).ReadAsync(Utf8(payload));

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Equal("The record's data is no valid base64.", fault["err"]["message"].GetString());
        Assert.Contains("%%%", fault["uow"]["record"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kinesis")]
    [InlineData("dynamodb-over-kinesis")]
    [InlineData("firehose")]
    public async Task InvalidUtf8InARecord_IsAFaultThatKeepsTheRecord(string name)
    {
        byte[] data = [.. "{\"a\":\""u8, 0xff, .. "\"}"u8];

        var run = await Source(name).ReadAsync(Containers[name]([Good(name), data]));

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Contains("UTF-8", fault["err"]["message"].GetString(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(data), fault["uow"]["record"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Contained))]
    public async Task InvalidJsonInARecord_IsAFaultThatKeepsTheRecord(string name)
    {
        foreach (var data in new[] { "{\"id\":", "", "no JSON", "{\"id\":1}x", "\uFEFF{}", "{'id':1}" })
        {
            var run = await Source(name).ReadAsync(Containers[name]([Good(name), Utf8(data), Good(name)]));

            Assert.Equal(2, run.Units.Count);
            var fault = Assert.Single(run.Faults);
            Assert.Equal(data, fault["uow"]["event"].GetString());
            Assert.Equal(JsonValueKind.Object, fault["uow"]["record"].Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task ARecordThatIsNoObject_IsAFaultThatKeepsIt(string name)
    {
        var good = Json.Parse(Payload1(name));
        var list = name is "firehose" ? "records" : "Records";
        var payload = Json.ObjectOf(
            (list, Json.ArrayOf(good[list][0], 1L, Json.Null)),
            ("deliveryStreamArn", good["deliveryStreamArn"])
        );

        var run = await Source(name).ReadAsync(payload.ToUtf8());

        Assert.NotEmpty(run.Units);
        Assert.Equal(["1", "null"], run.Faults.Select(fault => fault["uow"]["record"].ToString()));
        Assert.Equal(3, run.Result.RecordCount);
    }

    [Theory]
    [InlineData("dynamodb", """{"eventID":"e","eventName":"INSERT","dynamodb":{"NewImage":{"sk":{"S":"s"}}}}""")]
    [InlineData("s3", """{"eventSource":"aws:s3","s3":{"bucket":{"name":"b"},"object":{}}}""")]
    public async Task ARecordWithoutKeys_IsAFaultThatKeepsIt(string name, string record)
    {
        var good = Json.Parse(Payload1(name))["Records"][0];

        var run = await Source(name).ReadAsync(Records.Of(good, Json.Parse(record)));

        Assert.Single(run.Units);
        Assert.Equal(record, Assert.Single(run.Faults)["uow"]["record"].ToString());
    }

    [Fact]
    public async Task AKeysOnlyStream_GivesEventsWithoutImages()
    {
        const string record =
            """{"eventID":"e","eventName":"REMOVE","dynamodb":{"Keys":{"pk":{"S":"1"},"sk":{"S":"thing"}},"SequenceNumber":"1","StreamViewType":"KEYS_ONLY"}}""";

        var own = await From.DynamoDb().ReadAsync(Records.Of(Json.Parse(record)));
        var over = await From.DynamoDbOverKinesis().ReadAsync(Records.KinesisData(Utf8(record)));

        foreach (var run in new[] { own, over })
        {
            var @event = Assert.Single(run.Units).Event;
            Assert.Equal(("thing-deleted", "1"), (@event.Type, @event.PartitionKey));
            Assert.Null(@event.OldImage);
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task ANumberBeyond2To53_KeepsItsDigits(string name)
    {
        const string digits = "9007199254740993.000000000000000001";
        var @event = Some.Event().With("thing", Json.ObjectOf(("n", Json.Parse(digits))));
        var payload = name switch
        {
            "kinesis" => Records.Kinesis(@event),
            "sqs" => Records.Sqs(@event),
            "sns" => Records.Sns(@event),
            "sns-over-sqs" => Records.SnsOverSqs(@event),
            "firehose" => Records.Firehose(@event),
            "eventbridge" => Records.EventBridge(@event),
            "direct" => Records.Direct(@event),
            _ => Records.Direct([@event]),
        };

        var unit = Assert.Single((await Source(name).ReadAsync(payload)).Units);

        Assert.Equal(digits, unit.Event["thing"]["n"].ToString());
        Assert.Contains(digits, unit.Event.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANumberBeyond2To53InAnImage_KeepsItsDigits()
    {
        var change = Change.Insert(
            Item.Of(("pk", "1"), ("sk", "thing"), ("n", AttributeValue.Number("12345678901234567890.5")))
        );

        var unit = Assert.Single(
            (await From.DynamoDbOverKinesis().ReadAsync(Records.DynamoDbOverKinesis(change))).Units
        );

        Assert.Equal("12345678901234567890.5", unit.Event.NewImage!["n"].GetNumber());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task TenThousandRecords_AreAllDone(string name)
    {
        var good = Json.Parse(Payload1(name));
        var list = name is "firehose" ? "records" : "Records";
        var records = Enumerable.Repeat(good[list][0], 10_000).ToArray();
        var payload = Json.ObjectOf(("deliveryStreamArn", good["deliveryStreamArn"]), (list, Json.ArrayOf(records)));

        var run = await Source(name).ReadAsync(payload.ToUtf8());

        Assert.Equal(10_000, run.Result.RecordCount);
        Assert.Equal(10_000, run.Units.DistinctBy(uow => uow.Record!.Index).Count());
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task TenThousandEvents_OfADirectInvocation_AreAllDone()
    {
        var events = Enumerable.Range(0, 10_000).Select(i => Some.Event($"{i}"));

        Assert.Equal(10_000, (await From.Direct().ReadAsync(Records.Direct(events))).Units.Count);
    }

    private static async Task AssertNothingAsync(string name, byte[] payload)
    {
        var run = await Source(name).ReadAsync(payload);

        Assert.Equal(0, run.Result.RecordCount);
        Assert.Empty(run.Units);
        Assert.Empty(run.Faults);
    }

    private static Source Source(string name) => name is "any" ? From.Any() : SourcePayloads.Sources[name]();

    private static byte[] Payload1(string name) => SourcePayloads.Read(name is "any" ? "kinesis" : name);

    private static byte[] Good(string name) =>
        name switch
        {
            "s3-over-sqs" => Records.S3("bucket", "key"),
            "dynamodb-over-kinesis" =>
                """{"eventID":"e","eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"1"},"sk":{"S":"s"}}}}"""u8.ToArray(),
            _ => Some.Event().ToJson().ToUtf8(),
        };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string[] Texts(byte[][] data) => [.. data.Select(Encoding.UTF8.GetString)];
}
