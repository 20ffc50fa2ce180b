using LambdaStream.Runtime.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Runtime.Tests;

public class DeadlineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningFunction StartHanging(bool reportBatchItemFailures) =>
        RunningFunction.Start(
            async (uow, token) =>
            {
                if (uow.Event.Id != "slow")
                    return;
                _started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            },
            options => options with { Time = _time, ReportBatchItemFailures = reportBatchItemFailures },
            host => host with { Time = _time }
        );

    [Fact]
    public async Task AnInvocation_KnowsTheTimeThatIsLeft()
    {
        var remaining = new List<TimeSpan>();
        await using var function = RunningFunction.Start(
            (uow, _) =>
            {
                remaining.Add(uow.Invocation.Remaining);
                return default;
            },
            options => options with { Time = _time },
            host => host with { Time = _time }
        );

        await function.InvokeAsync(RunningFunction.Batch("a"), At(TimeSpan.FromSeconds(30)));
        await function.InvokeAsync(RunningFunction.Batch("b"));

        Assert.Equal([TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan], remaining);
    }

    [Fact]
    public async Task ASlowInvocation_FailsBeforeLambdaWouldEndIt()
    {
        await using var function = StartHanging(reportBatchItemFailures: false);

        var invocation = function.InvokeAsync(RunningFunction.Batch("slow"), At(TimeSpan.FromSeconds(30)));
        await _started.Task;
        _time.Advance(TimeSpan.FromSeconds(28.9));
        Assert.False(invocation.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var answer = await invocation;

        Assert.Equal((true, "TimeoutException"), (answer.IsError, answer.ErrorType));
        Assert.Equal("""{"batchItemFailures":[]}""", (await function.InvokeAsync("quick")).Text);
    }

    [Fact]
    public async Task ASlowRecord_IsGivenBack_AndWhatWasDoneStaysDone()
    {
        await using var function = StartHanging(reportBatchItemFailures: true);

        var invocation = function.InvokeAsync(RunningFunction.Batch("quick", "slow"), At(TimeSpan.FromSeconds(30)));
        await _started.Task;
        _time.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", (await invocation).Text);
    }

    [Fact]
    public async Task AnInvocationThatArrivesTooLate_IsGivenBackUntouched()
    {
        var units = 0;
        await using var function = RunningFunction.Start(
            (_, _) =>
            {
                units++;
                return default;
            },
            options => options with { Time = _time, ReportBatchItemFailures = true },
            host => host with { Time = _time }
        );

        var answer = await function.InvokeAsync(RunningFunction.Batch("a"), At(TimeSpan.FromSeconds(-1)));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"0"}]}""", answer.Text);
        Assert.Equal(0, units);
    }

    private RuntimeApiInvocation At(TimeSpan fromNow) => new() { Deadline = _time.GetUtcNow() + fromNow };
}
