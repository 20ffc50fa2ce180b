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
