using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class WindowTests
{
    [Fact]
    public async Task Window_TheFirstInvocation_StartsAStateAndGivesItBack()
    {
        var run = await Driver().InvokeAsync(Records.InWindow(Kinesis("a", "b")));

        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":2,"Ids":["a","b"]}}""", Text(run));
        Assert.Empty(run.Units);
        Assert.Equal(2, run.Result.RecordCount);
    }

    [Fact]
    public async Task Window_TheNextInvocation_GoesOnWithTheState()
    {
        var run = await Driver().InvokeAsync(Records.InWindow(Kinesis("c"), State(2, "a", "b")));

        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":3,"Ids":["a","b","c"]}}""", Text(run));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Window_WithoutAState_StartsOne(string state)
    {
        var run = await Driver().InvokeAsync(Records.InWindow(Kinesis("a"), Json.Parse(state)));

        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":1,"Ids":["a"]}}""", Text(run));
    }

    [Fact]
    public async Task Window_TheLastInvocation_GivesItsEventsToThePipelines()
    {
        TumblingWindow? closed = null;
        var options = Windows.Counted() with
        {
            Close = (state, window) =>
            {
                closed = window;
                return [Event.Of("things-counted", ("count", state.Count)), Event.Of("ignored")];
            },
        };
        var driver = Driver(options);

        var run = await driver.InvokeAsync(Records.InWindow(Kinesis("c"), State(2, "a", "b"), isFinal: true));
        var again = await driver.InvokeAsync(Records.InWindow(Kinesis("c"), State(2, "a", "b"), isFinal: true));

        var @event = Assert.Single(run.Units).Event;
        Assert.Equal(("things-counted", 3), (@event.Type, @event["count"].GetInt64()));
        Assert.Equal(@event.Id, Assert.Single(again.Units).Event.Id);
        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":3,"Ids":["a","b","c"]}}""", Text(run));
        Assert.Equal((1, 0), (run.Result.RecordCount, run.Result.UnwantedCount));
        Assert.Equal("shardId-000000000000", closed!.ShardId);
        Assert.Equal("2018-12-17T21:30:00Z", $"{closed.Start:yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal(TimeSpan.FromMinutes(2), closed.End - closed.Start);
        Assert.Equal((true, false), (closed.IsFinal, closed.IsTerminatedEarly));
    }

    [Fact]
    public async Task Window_TheLastInvocationWithoutRecords_GivesItsEvents()
    {
        var run = await Driver().InvokeAsync(Records.InWindow(Records.Of(), State(2, "a", "b"), isFinal: true));

        Assert.Equal(2, Assert.Single(run.Units).Event["count"].GetInt64());
        Assert.Equal(0, run.Result.RecordCount);
    }

    [Fact]
    public async Task Window_TerminatedEarly_IsClosedAndSaysSo()
    {
        var isEarly = false;
        var options = Windows.Counted() with
        {
            Close = (state, window) =>
            {
                isEarly = window.IsTerminatedEarly;
                return Event.Of("things-counted", ("count", state.Count));
            },
        };

        var run = await Driver(options)
            .InvokeAsync(Records.InWindow(Kinesis("a"), State(1, "z"), isTerminatedEarly: true));

        Assert.True(isEarly);
        Assert.Equal(2, Assert.Single(run.Units).Event["count"].GetInt64());
    }

    [Fact]
    public async Task Window_AsyncFunctions_DoTheSame()
    {
        var options = Windows.Counted() with
        {
            Aggregate = null,
            AggregateAsync = async (state, uow) =>
            {
                await Task.Yield();
                return Windows.Add(state, uow);
            },
            Close = null,
            CloseAsync = async (state, _) =>
            {
                await Task.Yield();
                return Event.Of("things-counted", ("count", state.Count));
            },
        };

        var run = await Driver(options).InvokeAsync(Records.InWindow(Kinesis("a", "b"), isFinal: true));

        Assert.Equal(2, Assert.Single(run.Units).Event["count"].GetInt64());
    }

    [Fact]
    public async Task Window_ADynamoDbStream_HasWindowsToo()
    {
        var run = await SourcePayloads.Sources["dynamodb-window"]().ReadAsync(SourcePayloads.Read("dynamodb-window"));

        Assert.Equal(5, Assert.Single(run.Units).Event["count"].GetInt64());
    }

    [Fact]
    public async Task Window_AFailure_StopsThereAndTheStateCoversWhatIsBeforeIt()
    {
        var seen = new List<string>();
        var driver = Driver(Failing("c", seen), reports: true);

        var run = await driver.InvokeAsync(Records.InWindow(Kinesis("a", "b", "c", "d"), State(1, "z")));

        Assert.Equal(["a", "b", "c"], seen);
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"2"}],"state":{"Count":3,"Ids":["z","a","b"]}}""",
            Text(run)
        );
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task Window_AFailureOfTheFirst_GivesTheStateBackAsItCame()
    {
        // Members that the type does not know would be lost on the way through it.
        var state = Json.Parse("""{"Count":1,"Ids":["z"],"other":1}""");

        var run = await Driver(Failing("a", []), reports: true).InvokeAsync(Records.InWindow(Kinesis("a", "b"), state));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"0"}],"state":""" + state + "}", Text(run));
    }

    [Fact]
    public async Task Window_AFailureInAnAggregatedRecord_LeavesItsOtherPartsOut()
    {
        var data = Records.Aggregated(Utf8("b"), Utf8("c"));

        var run = await Driver(Failing("c", []), reports: true)
            .InvokeAsync(Records.InWindow(Records.KinesisData(Utf8("a"), data, Utf8("d"))));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}],"state":{"Count":1,"Ids":["a"]}}""", Text(run));
    }

    [Fact]
    public async Task Window_AFailureThatIsNotReported_FailsTheInvocation()
    {
        var error = await Assert.ThrowsAsync<FormatException>(async () =>
            await Driver(Failing("b", [])).InvokeAsync(Records.InWindow(Kinesis("a", "b")))
        );

        Assert.Equal("b", error.Message);
    }

    [Fact]
    public async Task Window_AFailureInTheLastInvocation_FailsItAndClosesNothing()
    {
        var closed = false;
        var options = Failing("b", []) with
        {
            Close = (_, _) =>
            {
                closed = true;
                return null;
            },
        };

        await Assert.ThrowsAsync<FormatException>(async () =>
            await Driver(options, reports: true).InvokeAsync(Records.InWindow(Kinesis("a", "b"), isFinal: true))
        );

        Assert.False(closed);
    }

    [Fact]
    public async Task Window_AnEventOfItsEndThatCannotBeSent_FailsTheInvocation()
    {
        var driver = new FunctionDriver(
            From.Window(From.Kinesis(), Windows.Counted()),
            new Pipeline("fails", units => units.Tap(uow => throw new TimeoutException("again")))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await driver.InvokeAsync(Records.InWindow(Kinesis("a"), isFinal: true))
        );
    }

    [Fact]
    public async Task Window_AnEndThatFails_IsAFaultThatKeepsTheState()
    {
        var options = Windows.Counted() with { Close = (_, _) => throw new FormatException("never") };

        var run = await Driver(options).InvokeAsync(Records.InWindow(Kinesis("b"), State(1, "a"), isFinal: true));

        var fault = Assert.Single(run.Faults);
        Assert.Equal("never", fault["err"]["message"].GetString());
        Assert.Equal("""{"Count":2,"Ids":["a","b"]}""", fault["uow"]["windowState"].ToString());
        Assert.Equal("shardId-000000000000", fault["uow"]["record"]["shardId"].GetString());
    }

    [Fact]
    public async Task Window_ARecordThatCannotBeRead_IsAFaultAndTheStateGoesOn()
    {
        var run = await Driver(reports: true)
            .InvokeAsync(Records.InWindow(Records.KinesisData(Utf8("a"), "no JSON"u8.ToArray(), Utf8("c"))));

        Assert.Single(run.Faults);
        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":2,"Ids":["a","c"]}}""", Text(run));
    }

    [Fact]
    public async Task Window_AFaultThatCannotBePublished_IsDeliveredAgainWithWhatIsBehindItAndTheStateEndsBeforeIt()
    {
        var driver = Driver(reports: true);
        driver.EventBridge.OnPutEvents = (_, _) => throw new TimeoutException("bus");

        var run = await driver.InvokeAsync(
            Records.InWindow(Records.KinesisData(Utf8("a"), "no JSON"u8.ToArray(), Utf8("c")))
        );

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}],"state":{"Count":1,"Ids":["a"]}}""", Text(run));
    }

    [Fact]
    public async Task Window_ARecordThatIsSetAside_IsAFaultAndTheStateGoesOn()
    {
        var options = Windows.Counted() with
        {
            Aggregate = (state, uow) =>
            {
                if (uow.Event.Id is not "b")
                    return Windows.Add(state, uow);
                uow.Fail(new FormatException("b"));
                return state;
            },
        };

        var run = await Driver(options, reports: true).InvokeAsync(Records.InWindow(Kinesis("a", "b", "c")));

        Assert.Single(run.Faults);
        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":2,"Ids":["a","c"]}}""", Text(run));
    }

    [Fact]
    public async Task Window_EventTypes_ChooseWhatCounts()
    {
        var options = Windows.Counted() with { EventType = "thing-created" };
        var payload = Records.Kinesis(Some.Event("a"), Some.Event("b").With("type", "other"));

        var run = await Driver(options).InvokeAsync(Records.InWindow(payload));

        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":1,"Ids":["a"]}}""", Text(run));
        Assert.Equal((2, 1), (run.Result.RecordCount, run.Result.UnwantedCount));
    }

    [Fact]
    public async Task Window_AStateThatIsTooLarge_IsAClearErrorBeforeLambdaRefusesIt()
    {
        var options = Windows.Counted() with { MaxStateSize = 30 };

        var fits = await Driver(options).InvokeAsync(Records.InWindow(Kinesis("a", "b")));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Driver(options).InvokeAsync(Records.InWindow(Kinesis("a", "b", "c")))
        );

        Assert.Equal(2, Json.Parse(Text(fits))["state"]["Count"].GetInt64());
        Assert.Equal(
            "The window's state has 31 bytes, and at most 30 are allowed. Keep less in it, or make the window shorter.",
            error.Message
        );
    }

    [Fact]
    public async Task Window_AStateThatIsTooLargeAtTheEnd_IsDroppedOnceItsEventsAreThere()
    {
        var options = Windows.Counted() with { MaxStateSize = 30 };

        var run = await Driver(options).InvokeAsync(Records.InWindow(Kinesis("a", "b", "c"), isFinal: true));

        Assert.Equal(3, Assert.Single(run.Units).Event["count"].GetInt64());
        Assert.Equal("""{"batchItemFailures":[],"state":{}}""", Text(run));
    }

    [Fact]
    public async Task Window_AStateOfAnotherForm_IsAClearError()
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await Driver().InvokeAsync(Records.InWindow(Kinesis("a"), Json.Parse("""{"Count":"x"}""")))
        );

        Assert.StartsWith("The window's state does not fit Counted: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_APayloadOfNoWindow_IsAClearError()
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await Driver().InvokeAsync(Kinesis("a"))
        );

        Assert.Equal(
            "The payload is of no tumbling window. Set TumblingWindowInSeconds of the event source mapping.",
            error.Message
        );
    }

    [Fact]
    public async Task Kinesis_AWindowedPayload_GetsItsStateBackUnchanged()
    {
        var run = await From.Kinesis().ReadAsync(Records.InWindow(Kinesis("a"), State(1, "z")));
        var first = await From.Kinesis().ReadAsync(Records.InWindow(Kinesis("a")));

        Assert.Equal(["a"], run.Units.Ids());
        Assert.Equal("""{"batchItemFailures":[],"state":{"Count":1,"Ids":["z"]}}""", Text(run));
        Assert.Equal("""{"batchItemFailures":[],"state":{}}""", Text(first));
    }

    [Fact]
    public async Task Window_ManyCallsAtOnce_HaveStatesOfTheirOwn()
    {
        var processor = new Processor(From.Window(From.Kinesis(), Windows.Counted()), Driver().Options);

        var runs = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async i => await processor.InvokeAsync(Records.InWindow(Kinesis("x"), State(i, $"{i}"))))
        );

        for (var i = 0; i < runs.Length; i++)
            Assert.Equal(i + 1, Json.Parse(runs[i].Response.ToArray())["state"]["Count"].GetInt64());
    }

    [Fact]
    public async Task Window_WhatIsNotDoneBeforeTheDeadline_IsDeliveredAgainAndNotInTheState()
    {
        using var cancelled = new CancellationTokenSource();
        var options = Windows.Counted() with
        {
            AggregateAsync = async (state, uow) =>
            {
                if (uow.Event.Id is "b")
                {
                    await cancelled.CancelAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, uow.Cancellation);
                }
                return Windows.Add(state, uow);
            },
            Aggregate = null,
        };

        var run = await Driver(options, reports: true)
            .InvokeAsync(Records.InWindow(Kinesis("a", "b", "c")), cancellationToken: cancelled.Token);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}],"state":{"Count":1,"Ids":["a"]}}""", Text(run));
    }

    [Fact]
    public void Window_WrongOptions_AreRefused()
    {
        var counted = Windows.Counted();

        Assert.Throws<ArgumentException>(() => From.Window(From.Sqs(), counted));
        Assert.Throws<ArgumentException>(() => From.Window(From.Kinesis(), counted with { Aggregate = null }));
        Assert.Throws<ArgumentException>(() =>
            From.Window(From.Kinesis(), counted with { AggregateAsync = (state, _) => new(state) })
        );
        Assert.Throws<ArgumentException>(() =>
            From.Window(From.Kinesis(), counted with { CloseAsync = (_, _) => default })
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            From.Window(From.Kinesis(), counted with { MaxStateSize = 1_000_001 })
        );
        Assert.Throws<ArgumentNullException>(() => From.Window(null!, counted));
        Assert.Throws<ArgumentNullException>(() => From.Window<Counted>(From.Kinesis(), null!));
    }

    private static FunctionDriver Driver(WindowOptions<Counted>? options = null, bool reports = false)
    {
        var driver = new FunctionDriver(
            From.Window(From.Kinesis(), options ?? Windows.Counted()),
            new Pipeline("counts", "things-counted", units => units)
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = reports };
        return driver;
    }

    private static WindowOptions<Counted> Failing(string id, List<string> seen) =>
        Windows.Counted() with
        {
            Aggregate = (state, uow) =>
            {
                seen.Add(uow.Event.Id!);
                return uow.Event.Id == id ? throw new FormatException(id) : Windows.Add(state, uow);
            },
        };

    private static byte[] Kinesis(params string[] ids) => Records.Kinesis(ids.Select(id => Some.Event(id)));

    private static byte[] Utf8(string id) => Some.Event(id).ToJson().ToUtf8();

    private static Json State(long count, params string[] ids) =>
        Json.From(new Counted(count, ids), CountedContext.Default.Counted);

    private static string Text(DrivenInvocation run) => Encoding.UTF8.GetString(run.Result.Response.Span);
}
