using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class FirehoseTests
{
    // Node: parse records
    [Fact]
    public async Task Firehose_ParseRecords()
    {
        var run = await From.Firehose().ReadAsync(Records.Firehose(Some.Event("a")));

        var unit = Assert.Single(run.Units);
        Assert.Equal(("a", "thing-created"), (unit.Event.Id, unit.Event.Type));
        Assert.Equal(("0", "Dropped"), (unit.Get(Slots.RecordId), unit.Get(Slots.Result)));
        Assert.Equal("0", unit.Record!.Json["recordId"].GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Firehose_AsynchronousFunctions_AreWaitedFor(bool isTransformAsync)
    {
        var driver = new FunctionDriver(
            From.Firehose(),
            new FirehoseTransform
            {
                Id = "transform",
                EventType = "wanted",
                Transform = isTransformAsync ? null : Transform,
                TransformAsync = isTransformAsync ? async (uow, _) => await LaterAsync(Transform(uow)) : null,
                MetadataAsync = async (uow, _) => await LaterAsync(Json.ObjectOf(("of", uow.Event.Id))),
            }
        );

        var run = await driver.InvokeAsync(
            Records.Firehose(Some.Event("a", "wanted"), Some.Event("drop", "wanted"), Some.Event("b", "wanted"))
        );

        Assert.Equal(["0 Ok", "1 Dropped", "2 Ok"], Results(run));
        Assert.Equal("""{"of":"b"}""", Answer(run)[2]["metadata"].ToString());

        static Json Transform(UnitOfWork uow) => uow.Event.Id == "drop" ? default : uow.Event["thing"];

        static async Task<Json> LaterAsync(Json json)
        {
            await Task.Yield();
            return json;
        }
    }

    [Fact]
    public async Task FirehoseDrop_AsksAsynchronousFiltersToo()
    {
        var transform = new FirehoseTransform
        {
            Id = "transform",
            EventType = "wanted",
            FiltersAsync = [(uow, _) => new(uow.Event.Id == "a")],
            Transform = uow => uow.Event["thing"],
        };
        var drop = new FirehoseDrop { Id = "drop", Rules = [transform] };
        var driver = new FunctionDriver(From.Firehose(), transform, drop);

        var run = await driver.InvokeAsync(Records.Firehose(Some.Event("a", "wanted"), Some.Event("b", "wanted")));

        Assert.Equal(["0 Ok", "1 Dropped"], Results(run));
        var dropped = Assert.Single(run.Units, uow => uow.Pipeline == "drop");
        Assert.Equal("b", dropped.Event.Id);
    }

    [Fact]
    public async Task Firehose_EveryRecordId_IsAnsweredOnce()
    {
        var driver = new FunctionDriver(
            From.Firehose(),
            new FirehoseTransform
            {
                Id = "transform",
                EventType = "wanted",
                Filters = [uow => uow.Event.Id != "filtered"],
                Transform = uow =>
                    uow.Event.Id == "fails" ? throw new InvalidOperationException("no") : uow.Event["thing"],
                TableName = "things",
            }
        );

        var run = await driver.InvokeAsync(
            Records.FirehoseData(
                Utf8(Some.Event("a", "wanted")),
                Utf8(Some.Event("b", "unwanted")),
                "no JSON"u8.ToArray(),
                Utf8(Some.Event("fails", "wanted")),
                Utf8(Some.Event("filtered", "wanted")),
                Utf8(Some.Event("skipped", "wanted").With("tags", Json.ObjectOf(("skip", true)))),
                Utf8(Some.Event("c", "wanted"))
            )
        );

        Assert.Equal(
            ["0 Ok", "1 Dropped", "2 ProcessingFailed", "3 ProcessingFailed", "4 Dropped", "5 Dropped", "6 Ok"],
            Results(run)
        );
        var first = Answer(run)[0];
        Assert.Equal("""{"id":"a"}""", Encoding.UTF8.GetString(Convert.FromBase64String(first["data"].GetString()!)));
        Assert.Equal(
            """{"partitionKeys":{"table":"things","year":"2019","month":"01","day":"31","hour":"20","minute":"37"}}""",
            first["metadata"].ToString()
        );
        Assert.Equal(2, run.Faults.Count);
        Assert.Equal(2, driver.EventBridge.Faults.Count);
    }

    [Fact]
    public async Task Firehose_WhatDoesNotFitInto6Mb_IsProcessingFailed()
    {
        var text = new string('x', 1_000_000);
        var driver = new FunctionDriver(
            From.Firehose(),
            new FirehoseTransform { Id = "grows", Transform = uow => Json.ObjectOf(("text", text)) }
        );

        var run = await driver.InvokeAsync(Records.Firehose(Enumerable.Range(0, 10).Select(i => Some.Event($"{i}"))));

        Assert.InRange(run.Result.Response.Length, 5_000_000, 6 * 1024 * 1024);
        Assert.Equal(
            [
                .. Enumerable.Range(0, 4).Select(i => $"{i} Ok"),
                .. Enumerable.Range(4, 6).Select(i => $"{i} ProcessingFailed"),
            ],
            Results(run)
        );
    }

    [Fact]
    public async Task Firehose_ASmallRecordBehindOneThatDoesNotFit_IsDelivered()
    {
        var driver = new FunctionDriver(
            From.Firehose(),
            new FirehoseTransform
            {
                Id = "grows",
                Transform = uow => new string('x', uow.Event.Id == "0" ? 6_000_000 : 1_000),
            }
        );

        var run = await driver.InvokeAsync(Records.Firehose(Some.Event("0"), Some.Event("1")));

        Assert.Equal(["0 ProcessingFailed", "1 Ok"], Results(run));
    }

    // The Node library answers twice for such a record.
    [Fact]
    public async Task Firehose_ARecordThatTwoRulesTransform_IsDeliveredOnceAndTheSecondIsAFault()
    {
        FirehoseTransform Rule(string id) => new() { Id = id, Transform = uow => Json.ObjectOf(("by", id)) };

        var run = await new FunctionDriver(From.Firehose(), Rule("one"), Rule("two")).InvokeAsync(
            Records.Firehose(Some.Event("a"))
        );

        Assert.Equal(["0 Ok"], Results(run));
        Assert.Equal(
            """{"by":"one"}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(Answer(run)[0]["data"].GetString()!))
        );
        Assert.Equal("two", Assert.Single(run.Faults)["tags"]["pipeline"].GetString());
    }

    // By rule, not by "any" of the types and "any" of the filters as in the Node library.
    [Fact]
    public async Task FirehoseDrop_WhatOneRuleWantsByTypeAndAnotherByContent_IsDropped()
    {
        FirehoseTransform Rule(string type, string id) =>
            new()
            {
                Id = type,
                EventType = type,
                Filters = [uow => uow.Event.Id == id],
                Transform = uow => uow.Event["thing"],
            };
        var (a, b) = (Rule("a", "1"), Rule("b", "2"));

        var run = await new FunctionDriver(
            From.Firehose(),
            a,
            b,
            new FirehoseDrop { Id = "drop", Rules = [a, b] }
        ).InvokeAsync(Records.Firehose(Some.Event("2", "a"), Some.Event("1", "a")));

        Assert.Equal(["0 Dropped", "1 Ok"], Results(run));
        Assert.Equal(["2"], run.Units.Where(uow => uow.Pipeline == "drop").Ids());
    }

    [Fact]
    public async Task Firehose_ARetryableError_FailsTheInvocationSoThatFirehoseAsksAgain()
    {
        var driver = new FunctionDriver(
            From.Firehose(),
            new FirehoseTransform { Id = "t", Transform = _ => throw new TimeoutException() }
        );
        driver.Options = driver.Options with { Retryable = _ => true };

        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await driver.InvokeAsync(Records.Firehose(Some.Event()))
        );
    }

    [Fact]
    public async Task FirehoseTransform_AnEventWithoutATimestamp_IsAFaultThatSaysWhatToSet()
    {
        var rule = new FirehoseTransform { Id = "t", Transform = uow => uow.Event.ToJson() };

        var run = await new FunctionDriver(From.Firehose(), rule).InvokeAsync(Records.Firehose(Event.Of("a")));

        Assert.Equal(["0 ProcessingFailed"], Results(run));
        Assert.Equal(
            "The event has no timestamp to take its partition keys from. Set Metadata.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task FirehoseTransform_TheAsynchronousForm_TransformsToo()
    {
        var rule = new FirehoseTransform
        {
            Id = "t",
            TransformAsync = async (uow, _) =>
            {
                await Task.Yield();
                return uow.Event["thing"];
            },
            Metadata = uow => Json.ObjectOf(("partitionKeys", Json.ObjectOf(("tenant", uow.Event.Id)))),
        };

        var run = await new FunctionDriver(From.Firehose(), rule).InvokeAsync(Records.Firehose(Some.Event("a")));

        Assert.Equal("""{"partitionKeys":{"tenant":"a"}}""", Answer(run)[0]["metadata"].ToString());
    }

    private static byte[] Utf8(Event @event) => @event.ToJson().ToUtf8();

    private static Json Answer(DrivenInvocation run) => Json.Parse(run.Result.Response.ToArray())["records"];

    private static List<string> Results(DrivenInvocation run)
    {
        var results = new List<string>();
        foreach (var record in Answer(run).EnumerateArray())
            results.Add($"{record["recordId"].GetString()} {record["result"].GetString()}");
        return results;
    }
}
