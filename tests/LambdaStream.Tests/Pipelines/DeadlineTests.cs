using LambdaStream.Connectors;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class DeadlineTests
{
    private static readonly InvocationContext TenSeconds = new() { Remaining = TimeSpan.FromSeconds(10) };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task NearTheDeadline_NothingMoreIsBegun()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline(
                "p",
                units => units.Tap(uow => _time.Advance(TimeSpan.FromSeconds(uow.Event.Id == "e1" ? 8.5 : 0)))
            )
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(4)), TenSeconds);

        Assert.Equal(["e0", "e1"], run.Units.Select(uow => uow.Event.Id));
        Assert.Equal(
            ["00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003"],
            run.Result.BatchItemFailures
        );
    }

    [Fact]
    public async Task AtTheDeadline_WhatIsInFlightIsCancelledAndDeliveredAgain()
    {
        var driver = Driver(From.Sqs(), Events.Things());
        driver.DynamoDb.OnUpdateItem = async (request, token) =>
        {
            if (request.Key["pk"].GetText() == "e1")
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return new UpdateItemResponse();
        };

        var running = driver.InvokeAsync(Records.Sqs(Events.Several(3)), TenSeconds).AsTask();
        _time.Advance(TimeSpan.FromSeconds(9));
        var run = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(["00000000-0000-0000-0000-000000000001"], run.Result.BatchItemFailures);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task ASinkThatHeedsNoCancellation_IsAbandonedAndTheFaultsAreStillPublished()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline("stuck", units => units.Tap(async (_, _) => await new TaskCompletionSource().Task))
            {
                EventType = "stuck",
            },
            new Pipeline("broken", units => units.Tap(_ => throw new InvalidOperationException("poison")))
            {
                EventType = "broken",
            }
        );

        var running = driver
            .InvokeAsync(Records.Sqs(Events.Of("e0", "stuck"), Events.Of("e1", "broken")), TenSeconds)
            .AsTask();
        _time.Advance(TimeSpan.FromSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(0.25));
        var run = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(["00000000-0000-0000-0000-000000000000"], run.Result.BatchItemFailures);
        Assert.Equal("poison", Assert.Single(driver.EventBridge.Faults)["err"]["message"].GetString());
    }

    [Fact]
    public async Task APublisherThatHangs_FailsTheRecordsOfItsFaultsBeforeTheEnd()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline("broken", units => units.Tap(_ => throw new InvalidOperationException("poison")))
        );
        driver.EventBridge.OnPutEvents = async (_, _) =>
        {
            await new TaskCompletionSource().Task;
            return null!;
        };

        var running = driver.InvokeAsync(Records.Sqs(Events.Several(1)), TenSeconds).AsTask();
        _time.Advance(TimeSpan.FromSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(0.75));
        var run = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(["00000000-0000-0000-0000-000000000000"], run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task StepsThatAreSeenToBeSlow_ArePulledNoMoreWhenTheyWouldNotEndInTime()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline("p", units => units.Tap(_ => _time.Advance(TimeSpan.FromSeconds(2.5))))
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(6)), TenSeconds);

        // At 7.5 s there are 1.5 s until what is in flight is cancelled: enough for the reserve, but not for this step.
        Assert.Equal(["e0", "e1", "e2"], run.Units.Select(uow => uow.Event.Id));
        Assert.Equal(3, run.Result.BatchItemFailures.Count);
    }

    [Fact]
    public async Task UnitsThatAreSlowTogether_AreMeasuredToTheTail()
    {
        var begun = 0;
        var driver = Driver(
            From.Sqs(),
            new Pipeline(
                "p",
                units =>
                    units.Parallel(
                        2,
                        async (uow, token) =>
                        {
                            begun++;
                            await Task.Delay(TimeSpan.FromSeconds(4), _time, token);
                            return uow;
                        }
                    )
            )
        );

        await SingleThread.RunAsync(async () =>
        {
            var running = driver.InvokeAsync(Records.Sqs(Events.Several(10)), TenSeconds).AsTask();
            for (var seconds = 0; seconds < 10 && !running.IsCompleted; seconds++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
                await Task.Yield();
            }
            var run = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

            // Two until 4 s, two until 8 s; the next ones would be cancelled at 9 s.
            Assert.Equal(4, begun);
            Assert.Equal(4, run.Units.Count);
            Assert.Equal(6, run.Result.BatchItemFailures.Count);
        });
    }

    [Fact]
    public async Task UnitsThatAreDropped_DoNotCountAsSlow()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline(
                "p",
                units =>
                    units.Filter(uow =>
                    {
                        _time.Advance(TimeSpan.FromSeconds(0.5));
                        return uow.Event.Id == "e13";
                    })
            )
        );

        var run = await driver.InvokeAsync(Records.Sqs(Events.Several(14)), TenSeconds);

        Assert.Equal(["e13"], run.Units.Select(uow => uow.Event.Id));
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AGroupOfAQueue_ThatHasNotHadItsTurn_IsDeliveredAgain()
    {
        var driver = Driver(
            From.Sqs(),
            new Pipeline("p", units => units.Tap(_ => _time.Advance(TimeSpan.FromSeconds(2.5))))
        );

        var run = await driver.InvokeAsync(
            Records.SqsFifo(
                ("g", Events.Of("g0")),
                ("g", Events.Of("g1")),
                ("h", Events.Of("h2")),
                ("h", Events.Of("h3")),
                ("h", Events.Of("h4"))
            ),
            TenSeconds
        );

        Assert.Equal(["g0", "h2", "g1"], run.Units.Select(uow => uow.Event.Id));
        Assert.Equal(["3", "4"], run.Result.BatchItemFailures.Select(id => id[^1..]));
    }

    [Fact]
    public async Task AShortTimeOut_IsNotAllKeptInReserve()
    {
        var driver = Driver(From.Sqs(), new Pipeline("p", units => units));

        var run = await driver.InvokeAsync(
            Records.Sqs(Events.Several(1)),
            new() { Remaining = TimeSpan.FromSeconds(1) }
        );

        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task WithoutReporting_TheDeadlineFailsTheInvocationWithAClearMessage()
    {
        var driver = Driver(
            From.Kinesis(),
            new Pipeline("slow", units => units.Tap(_ => _time.Advance(TimeSpan.FromSeconds(9))))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = false };

        var error = await Assert.ThrowsAsync<TimeoutException>(async () =>
            await driver.InvokeAsync(Records.Kinesis(Events.Several(3)), TenSeconds)
        );

        Assert.Equal("2 of 3 records were not done before the deadline.", error.Message);
    }

    [Fact]
    public async Task ACancelledHost_EndsTheCallAsItsDeadlineWould()
    {
        using var host = new CancellationTokenSource();
        var driver = Driver(
            From.Sqs(),
            new Pipeline(
                "p",
                units => units.Tap(async (_, token) => await Task.Delay(Timeout.InfiniteTimeSpan, _time, token))
            )
        );

        var running = driver.InvokeAsync(Records.Sqs(Events.Several(2)), cancellationToken: host.Token).AsTask();
        await host.CancelAsync();
        var run = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"],
            run.Result.BatchItemFailures
        );
    }

    private FunctionDriver Driver(Source source, params Rule[] rules)
    {
        var driver = new FunctionDriver(source, rules);
        driver.Options = driver.Options with { Time = _time, ReportBatchItemFailures = true };
        return driver;
    }
}
