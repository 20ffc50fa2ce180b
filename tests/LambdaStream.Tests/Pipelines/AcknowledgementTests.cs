using System.Net;
using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class AcknowledgementTests
{
    private static readonly ServiceException Throttled = new("ThrottlingException", "too fast")
    {
        StatusCode = HttpStatusCode.TooManyRequests,
    };

    [Fact]
    public async Task Invoke_AnswersWithoutFailuresWhenAllIsDone()
    {
        var driver = Reporting(From.Kinesis(), Events.Things());

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(3)));

        Assert.Equal("""{"batchItemFailures":[]}""", Text(run.Result.Response));
    }

    [Fact]
    public async Task AnOrderedSource_StartsOverAtTheLowestFailure()
    {
        var driver = Reporting(From.Kinesis(), Failing("e2", Throttled), Failing("e4", Throttled, "other"));

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(6)));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"2"}]}""", Text(run.Result.Response));
        Assert.Equal(["2", "3", "4", "5"], run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AnOrderedSource_PublishesOnlyTheFaultsOfRecordsThatAreNotDeliveredAgain()
    {
        var driver = Reporting(
            From.Kinesis(),
            Failing("e3", Throttled),
            Failing("e1", new InvalidOperationException("early"), "early"),
            Failing("e4", new InvalidOperationException("late"), "late")
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(6)));

        Assert.Equal(["early"], run.Faults.Select(fault => fault["err"]["message"].GetString()));
        Assert.Single(driver.EventBridge.Faults);
        Assert.Equal(1, run.Result.FaultCount);
    }

    [Fact]
    public async Task AQueue_GetsBackEachFailedMessage()
    {
        var driver = Reporting(From.Sqs(), Failing("e1", Throttled), Failing("e3", Throttled, "other"));

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(5)));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"00000000-0000-0000-0000-000000000001"},{"itemIdentifier":"00000000-0000-0000-0000-000000000003"}]}""",
            Text(run.Result.Response)
        );
    }

    [Fact]
    public async Task AFifoQueue_GetsBackWhatIsBehindAFailedMessageInItsGroup()
    {
        var driver = Reporting(
            From.Sqs(),
            Failing("e1", Throttled),
            Failing("e2", new FormatException("poison"), "poison")
        );
        var groups = new[] { "a", "b", "a", "b", "a" };
        var messages = groups.Select(
            (group, i) =>
                Json.ObjectOf(
                    ("messageId", $"message-{i}"),
                    ("body", Events.Of($"e{i}").ToString()),
                    ("attributes", Json.ObjectOf(("MessageGroupId", group)))
                )
        );

        var run = await driver.InvokeAsync(Records.Of(messages));

        Assert.Equal(["message-1", "message-3"], run.Result.BatchItemFailures);
        Assert.Single(run.Faults);
    }

    [Fact]
    public async Task WithoutReporting_AnyFailedRecordFailsTheInvocationAndNoFaultIsPublished()
    {
        var driver = Reporting(
            From.Kinesis(),
            Failing("e1", Throttled),
            Failing("e0", new InvalidOperationException("fault"), "fault")
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = false };

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await driver.InvokeAsync(Records.Kinesis(Events.Several(3)))
        );

        Assert.Same(Throttled, error);
        Assert.Empty(driver.EventBridge.Requests);
    }

    [Fact]
    public async Task ASourceThatCannotTakeBackARecord_FailsTheInvocation()
    {
        var driver = Reporting(From.EventBridge(), Failing("e0", Throttled));

        await Assert.ThrowsAsync<ServiceException>(async () =>
            await driver.InvokeAsync(Records.EventBridge(Events.Of("e0")))
        );
    }

    [Fact]
    public async Task AFaultedBatch_IsDeliveredAgainAsAWholeWhenOneOfItsRecordsIs()
    {
        var driver = Reporting(
            From.Sqs(),
            new Pipeline("batch", units => units.Batch(2).Tap(_ => throw new InvalidOperationException("batch"))),
            Failing("e3", Throttled, "throttled")
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(4)));

        // e0 and e1 are a fault; e2 is in one batch with e3, which is delivered again, so it is too.
        Assert.Equal(
            ["00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003"],
            run.Result.BatchItemFailures
        );
        var fault = Assert.Single(run.Faults);
        Assert.Equal(2, fault["uow"]["batch"].Count);
    }

    [Fact]
    public async Task AnAbortedPipeline_IsDoneOnlyWithWhatReachedItsTail()
    {
        var driver = Reporting(
            From.Sqs(),
            // An exception of a LINQ operator has no unit, so nothing can make a fault of it.
            new Pipeline(
                "linq",
                units => units.Select(uow => uow.Event.Id == "e2" ? throw new FormatException("linq") : uow)
            ),
            new Pipeline("fine", units => units)
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(5)));

        Assert.Equal(
            [
                "00000000-0000-0000-0000-000000000002",
                "00000000-0000-0000-0000-000000000003",
                "00000000-0000-0000-0000-000000000004",
            ],
            run.Result.BatchItemFailures
        );
        Assert.Equal(5, run.Units.Count(uow => uow.Pipeline == "fine"));
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task AnAbortedPipeline_IsNotDoneWithARecordOfWhichOnlyAPartReachedItsTail()
    {
        var driver = Reporting(
            From.Sqs(),
            new Pipeline(
                "parts",
                units =>
                    units
                        .Split(_ => [1L, 2L])
                        .Select(uow =>
                            uow.Event.Id == "e1" && uow.Get(Slots.SplitOnItemNumber) == 2
                                ? throw new FormatException("second part")
                                : uow
                        )
            )
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(2)));

        Assert.Equal(
            ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"],
            run.Result.BatchItemFailures
        );
    }

    [Fact]
    public async Task AnAbortedPipeline_FailsTheInvocationWithItsErrorWithoutReporting()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("linq", units => units.Select<UnitOfWork, UnitOfWork>(_ => throw new FormatException("linq")))
        );

        var error = await Assert.ThrowsAsync<FormatException>(async () =>
            await driver.InvokeAsync(Records.Kinesis(Events.Of("1")))
        );
        Assert.Equal("linq", error.Message);
    }

    [Fact]
    public async Task APipelineThatEndsEarly_GivesUpTheRestAsFiltered()
    {
        var driver = Reporting(From.Sqs(), new Pipeline("take", units => units.Take(2)));

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(5)));

        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AFaultThatCannotBePublished_FailsItsRecords()
    {
        var driver = Reporting(From.Sqs(), Failing("e1", new InvalidOperationException("poison")));
        driver.EventBridge.OnPutEvents = (_, _) => throw new ServiceException("AccessDeniedException", "no");

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(3)));

        Assert.Equal(["00000000-0000-0000-0000-000000000001"], run.Result.BatchItemFailures);
        Assert.Equal(0, run.Result.FaultCount);
    }

    [Fact]
    public async Task AnAsynchronousHeadThatAborts_FailsWhatItHasNotHandedOn()
    {
        var driver = Reporting(From.Sqs(), new Pipeline("all", units => units));
        driver.Options = driver.Options with
        {
            Head = units => units.Select(uow => uow.Event.Id == "e2" ? throw new FormatException("head") : uow),
        };

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(4)));

        Assert.Equal(
            ["00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003"],
            run.Result.BatchItemFailures
        );
        Assert.Equal(2, run.Units.Count);
    }

    private static FunctionDriver Reporting(Source source, params Rule[] rules)
    {
        var driver = new FunctionDriver(source, rules);
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = Retryable.IsRetryable };
        return driver;
    }

    private static Pipeline Failing(string eventId, Exception error, string id = "failing") =>
        new(id, units => units.Tap(uow => Throw(uow.Event.Id == eventId ? error : null)));

    private static void Throw(Exception? error)
    {
        if (error is not null)
            throw error;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
