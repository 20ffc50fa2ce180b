using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

public class ConcurrencyTests
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _most;

    private async ValueTask HoldAsync(int expected)
    {
        lock (_lock)
        {
            _most = Math.Max(_most, ++_running);
            if (_running == expected)
                _all.TrySetResult();
        }
        await _release.Task;
        lock (_lock)
            _running--;
    }

    [Fact]
    public async Task Invocations_RunAtOnce_AsManyAsLambdaGrants()
    {
        await using var function = RunningFunction.Start(
            async (uow, _) =>
            {
                await HoldAsync(expected: 3);
                if (uow.Event.Id == "bad")
                    throw new InvalidOperationException($"No, {uow.Invocation.RequestId}.");
            },
            options => options with { Retryable = _ => true },
            host => host with { Environment = With(host, "3") }
        );
        await function.WhenAsked(3);

        var first = function.InvokeAsync("a");
        var second = function.InvokeAsync("bad");
        var third = function.InvokeAsync("c");
        var fourth = function.InvokeAsync("d");
        await _all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _release.SetResult();
        var answers = await Task.WhenAll(first, second, third, fourth);

        Assert.Equal([false, true, false, false], answers.Select(answer => answer.IsError));
        Assert.Contains("No, request-2.", answers[1].Text);
        Assert.Equal(3, _most);
        await function.WhenAsked(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("many")]
    public async Task Invocations_RunOneAfterTheOther_WhereLambdaGrantsNoMore(string concurrency)
    {
        await using var function = RunningFunction.Start(
            (_, _) => HoldAsync(expected: 1),
            host: host => host with { Environment = With(host, concurrency) }
        );
        await function.WhenAsked();

        var first = function.InvokeAsync("a");
        var second = function.InvokeAsync("b");
        await _all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(function.Api.WhenAsked().IsCompleted);
        _release.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, _most);
    }

    private static Dictionary<string, string> With(RuntimeOptions host, string concurrency) =>
        new(host.Environment!) { ["AWS_LAMBDA_MAX_CONCURRENCY"] = concurrency };
}
