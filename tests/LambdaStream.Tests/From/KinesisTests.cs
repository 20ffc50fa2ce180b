using System.Text;
using System.Text.Json;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class KinesisTests
{
    // Node: parse records
    [Fact]
    public async Task Kinesis_GivesOneUnitPerRecord()
    {
        var run = await From.Kinesis().ReadAsync(Records.Kinesis(Some.Event("a"), Some.Event("b", "thing-updated")));

        Assert.Equal(["a", "b"], run.Units.Ids());
        Assert.Equal(["thing-created", "thing-updated"], run.Units.Select(uow => uow.Event.Type));
        Assert.Equal(["0", "1"], run.Units.Select(uow => uow.Record!.Identifier));
        Assert.Equal("shardId-000000000000:0", run.Units[0].Record!.Id);
        Assert.Equal("aws:kinesis", run.Units[0].Record!.Json["eventSource"].GetString());
        Assert.Equal([0, 1], run.Units.Select(uow => uow.Record!.Index));
        Assert.Equal(2, run.Result.RecordCount);
    }

    [Fact]
    public async Task Kinesis_AnEventWithoutAnId_GetsTheRecords()
    {
        var run = await From.Kinesis()
            .ReadAsync(Records.KinesisData("""{"type":"a"}"""u8.ToArray(), """{"id":"own","type":"a"}"""u8.ToArray()));

        Assert.Equal(["shardId-000000000000:0", "own"], run.Units.Ids());
        Assert.Equal("shardId-000000000000:0", run.Units[0].Event.ToJson()["id"].GetString());
    }

    [Fact]
    public async Task Kinesis_CompressedValues_AreReadAsWhatTheyStandFor()
    {
        const string data =
            """{"id":"1","type":"a","thing":"COMPRESSEDH4sIAAAAAAAAA6tWSlayMqgFAI7OwDUHAAAA","text":"COMPRESSED air"}""";

        var run = await From.Kinesis().ReadAsync(Records.KinesisData(Encoding.UTF8.GetBytes(data)));

        Assert.Equal(0, run.Units[0].Event["thing"]["c"].GetInt64());
        Assert.Equal("COMPRESSED air", run.Units[0].Event["text"].GetString());
        Assert.Equal(
            """{"id":"1","type":"a","thing":{"c":0},"text":"COMPRESSED air"}""",
            run.Units[0].Event.ToString()
        );
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("1", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("false", true)]
    [InlineData("null", true)]
    [InlineData("0", true)]
    [InlineData("\"\"", true)]
    public async Task Kinesis_EventsTaggedSkip_AreDropped(string skip, bool isKept)
    {
        var @event = Some.Event().With("tags", Json.ObjectOf(("skip", Json.Parse(skip))));

        var run = await From.Kinesis().ReadAsync(Records.Kinesis(@event));

        Assert.Equal(isKept, run.Units.Count == 1);
        Assert.Equal(isKept ? 0 : 1, run.Result.UnwantedCount);
        Assert.Empty(run.Faults);
    }

    [Theory]
    [InlineData("", "The event is empty.")]
    [InlineData("null", "The event is no JSON object but a null.")]
    [InlineData("1", "The event is no JSON object but a number.")]
    [InlineData("[]", "The event is no JSON object but a list.")]
    [InlineData("\"abc\"", "The event is no JSON object but a string.")]
    [InlineData("true", "The event is no JSON object but a boolean.")]
    public async Task Kinesis_DataThatIsNoEvent_IsAFaultThatSaysWhatItIs(string data, string message)
    {
        var run = await From.Kinesis()
            .ReadAsync(Records.KinesisData(Encoding.UTF8.GetBytes(data), Some.Event().ToJson().ToUtf8()));

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Equal(message, fault["err"]["message"].GetString());
        Assert.Equal("shardId-000000000000:0", fault["uow"]["record"]["eventID"].GetString());
    }

    // Node: test handled json parse error
    [Theory]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":1}x")]
    [InlineData("{'id':1}")]
    [InlineData("\uFEFF{\"id\":1}")]
    [InlineData("COMPRESSED")]
    public async Task Kinesis_DataThatIsNoJson_IsAFaultWithTheTextAsItsEvent(string data)
    {
        var run = await From.Kinesis().ReadAsync(Records.KinesisData(Encoding.UTF8.GetBytes(data)));

        Assert.Empty(run.Units);
        Assert.Equal(data, Assert.Single(run.Faults)["uow"]["event"].GetString());
    }

    [Fact]
    public async Task Kinesis_DataThatIsNoUtf8_IsAFault()
    {
        var run = await From.Kinesis().ReadAsync(Records.KinesisData([(byte)'{', 0xff, (byte)'}']));

        Assert.Equal("The event is not valid UTF-8.", Assert.Single(run.Faults)["err"]["message"].GetString());
    }

    [Theory]
    [InlineData("""{"eventID":"e","kinesis":{"data":"%%%"}}""", "The record's data is no valid base64.")]
    [InlineData("""{"eventID":"e","kinesis":{}}""", "The Kinesis record has no text in kinesis.data.")]
    [InlineData("""{"eventID":"e","kinesis":{"data":1}}""", "The Kinesis record has no text in kinesis.data.")]
    [InlineData("""{"eventID":"e"}""", "The Kinesis record has no text in kinesis.data.")]
    [InlineData("null", "The record is a Null, not an object.")]
    public async Task Kinesis_ARecordWithoutData_IsAFaultAndTheOthersFlowOn(string record, string message)
    {
        var good = Json.Parse(Records.Kinesis(Some.Event()))["Records"][0];

        var run = await From.Kinesis().ReadAsync(Records.Of(Json.Parse(record), good));

        Assert.Single(run.Units);
        Assert.Equal(message, Assert.Single(run.Faults)["err"]["message"].GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":null}""")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:TestEvent"}""")]
    public async Task Kinesis_APayloadWithoutRecords_HasNothingToDo(string payload)
    {
        var run = await From.Kinesis().ReadAsync(Encoding.UTF8.GetBytes(payload));

        Assert.Equal(0, run.Result.RecordCount);
        Assert.Equal("""{"batchItemFailures":[]}""", Encoding.UTF8.GetString(run.Result.Response.Span));
    }

    [Theory]
    [InlineData("", "The payload is empty.")]
    [InlineData("null", "The payload should be an object with Records, but its kind is Null.")]
    [InlineData("[1]", "The payload should be an object with Records, but its kind is Array.")]
    [InlineData("""{"Records":{}}""", "Records should be a list, but its kind is Object.")]
    [InlineData("""{"Records":[""", "The payload is no JSON: ")]
    public async Task Kinesis_APayloadThatIsNone_IsRejected(string payload, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await From.Kinesis().ReadAsync(Encoding.UTF8.GetBytes(payload))
        );

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  {\"id\":\"1\",\"type\":\"a\",\"thing\":{\"n\":1}}")]
    [InlineData("\r\n\t{\"id\":\"1\",\"type\":\"a\",\"thing\":{\"n\":1}}\n")]
    public async Task Kinesis_WhiteSpaceAroundAnEvent_DoesNotMatter(string data)
    {
        var run = await From.Kinesis().ReadAsync(Records.KinesisData(Encoding.UTF8.GetBytes(data)));

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal(("1", "a"), (@event.Id, @event.Type));
        Assert.Equal(1, @event["thing"]["n"].GetInt64());
        Assert.False(@event.IsEmpty);
        Assert.Equal("""{"id":"1","type":"a","thing":{"n":1}}""", @event.ToString());
    }

    [Fact]
    public async Task Kinesis_Base64WithAnEscapedSlash_IsRead()
    {
        var data = Convert
            .ToBase64String("""{"id":"???>>>","type":"a"}"""u8)
            .Replace("/", "\\/", StringComparison.Ordinal);
        Assert.Contains('\\', data);

        var run = await From.Kinesis()
            .ReadAsync(Encoding.UTF8.GetBytes($$$"""{"Records":[{"eventID":"e","kinesis":{"data":"{{{data}}}"}}]}"""));

        Assert.Equal("???>>>", Assert.Single(run.Units).Event.Id);
    }

    [Fact]
    public async Task Kinesis_ManyLargeEvents_KeepTheirOwnText()
    {
        var events = Enumerable
            .Range(0, 50)
            .Select(i => Some.Event($"{i}").With("text", new string((char)('a' + i % 26), 5_000 + i)))
            .ToList();

        var run = await From.Kinesis().ReadAsync(Records.Kinesis(events));

        Assert.Equal(events.Select(e => e.ToString()), run.Units.Select(uow => uow.Event.ToString()));
    }

    [Fact]
    public async Task Kinesis_WhatNobodyWants_DoesNotDisturbWhatIsWanted()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("some", units => units) { EventType = "wanted" });

        var run = await driver.InvokeAsync(
            Records.Kinesis(Enumerable.Range(0, 20).Select(i => Some.Event($"{i}", i % 3 == 0 ? "wanted" : "unwanted")))
        );

        Assert.Equal(["0", "3", "6", "9", "12", "15", "18"], run.Units.Ids());
        Assert.All(run.Units, uow => Assert.Equal(uow.Event.Id, uow.Event["thing"]["id"].GetString()));
        Assert.Equal(13, run.Result.UnwantedCount);
    }

    [Fact]
    public async Task Kinesis_RecordsThatEndAlikeOrNot_AreEachReadToTheirEnd()
    {
        const string data = """ "kinesis":{"data":"eyJ0eXBlIjoiYSJ9"} """;
        string[] records =
        [
            $$"""{"eventID":"1",{{data}},"awsRegion":"us-east-1","eventVersion":"1.0"}""",
            $$"""{"eventID":"2",{{data}},"awsRegion":"us-east-1","eventVersion":"1.0"}""",
            $$"""{"eventID":"no",{{data}},"awsRegion":"us-east-1","eventVersion":"1.0","eventID":"3"}""",
            $$"""{{{data}},"eventID":"4","awsRegion":"us-east-1","eventVersion":"1.0"}""",
            $$"""{{{data}},"awsRegion":"us-east-1","eventVersion":"1.0" , "eventID":"5"}""",
            $$"""{{{data}},"eventID":"6"}""",
            $$"""{"eventID":"7",{{data}},"awsRegion":"us-east-1"}""",
        ];

        var run = await From.Kinesis()
            .ReadAsync(Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', records)}}]}"""));

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], run.Units.Ids());
        Assert.Equal(records, run.Units.Select(uow => uow.Record!.Json.ToString()));
    }

    [Theory]
    [InlineData("""{"eventID":"2","a":1}""", """{"eventID":"2" "a":1}""")]
    [InlineData("""{"a":1}""", """{"eventID":"2" "a":1}""")]
    [InlineData("""{"eventID":"2"}""", """{"eventID":"2"]""")]
    [InlineData("""{"eventID":"2","a":1}""", """{"eventID":"2","a":1}}""")]
    public async Task Kinesis_ABrokenRecordThatEndsAsTheOneBefore_IsRejected(string record, string broken)
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await From.Kinesis().ReadAsync(Encoding.UTF8.GetBytes($$"""{"Records":[{{record}},{{broken}}]}"""))
        );

        Assert.StartsWith("The payload is no JSON: ", error.Message, StringComparison.Ordinal);
    }

    // A value that grows without end must cost its own record, not the batch.
    [Theory]
    [InlineData("thing")]
    [InlineData("tags")]
    [InlineData("type")]
    [InlineData("id")]
    public async Task Kinesis_ACompressedValueWithoutEnd_IsAFaultOfItsRecordAlone(string member)
    {
        var data = Event.Of("thing-created").With(member, Bomb.Text).ToString();
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "reads",
                units => units.Tap(uow => _ = (uow.Event.Id, uow.Event.Type, uow.Event["thing"]["id"]))
            )
        );

        var run = await driver.InvokeAsync(
            Records.KinesisData(Encoding.UTF8.GetBytes(data), Some.Event("good").ToJson().ToUtf8())
        );

        Assert.Equal(["good"], run.Units.Ids());
        var fault = Assert.Single(driver.EventBridge.Faults);
        Assert.Equal("InvalidDataException", fault["err"]["name"].GetString());
        Assert.Equal(JsonValueKind.Object, fault["uow"]["record"].Kind);
    }
}
