using System.Net;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

public class EndTests
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async ValueTask HoldAsync()
    {
        _started.SetResult();
        await _release.Task;
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task AStop_EndsAFunctionThatWaits(string concurrency)
    {
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host =>
                host with
                {
                    RegisterShutdownExtension = true,
                    Environment = new Dictionary<string, string>(host.Environment!)
                    {
                        ["AWS_LAMBDA_MAX_CONCURRENCY"] = concurrency,
                    },
                }
        );
        await function.InvokeAsync("a");
        await function.WhenAsked(int.Parse(concurrency, null));

        await function.StopAsync();

        Assert.Equal(0, await function.Exit);
        Assert.Empty(function.Log);
    }

    [Fact]
    public async Task AStop_LetsARunningInvocationEnd()
    {
        await using var function = RunningFunction.Start((_, _) => HoldAsync());

        var invocation = function.InvokeAsync("a");
        await _started.Task;
        await function.StopAsync();
        Assert.False(function.Exit.IsCompleted);
        _release.SetResult();

        Assert.False((await invocation).IsError);
        Assert.Equal(0, await function.Exit);
    }

    [Fact]
    public async Task AStopBeforeTheStart_EndsTheFunction()
    {
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host => host with { Stop = new CancellationToken(canceled: true), RegisterShutdownExtension = true }
        );

        Assert.Equal(0, await function.Exit);
    }

    [Fact]
    public async Task ALambdaThatGoesAway_EndsAFunctionThatWaits()
    {
        await using var function = RunningFunction.Start((_, _) => default);
        await function.WhenAsked();

        await function.Api.DisposeAsync();

        Assert.Equal(1, await function.Exit);
        var line = Assert.Single(function.Log);
        Assert.Equal("The function ends.", line.GetProperty("message").GetString());
        Assert.Equal("RuntimeApiException", line.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task ALambdaThatGoesAwayDuringAnInvocation_EndsTheFunction()
    {
        await using var function = RunningFunction.Start((_, _) => HoldAsync());

        var invocation = function.InvokeAsync("a");
        await _started.Task;
        await function.Api.DisposeAsync();
        _release.SetResult();

        await Assert.ThrowsAsync<IOException>(() => invocation);
        Assert.Equal(1, await function.Exit);
    }

    [Theory]
    [InlineData("/invocation/next", HttpStatusCode.InternalServerError)]
    [InlineData("/invocation/next", HttpStatusCode.Forbidden)]
    [InlineData("/response", HttpStatusCode.InternalServerError)]
    public async Task ALambdaThatIsLost_EndsTheFunction(string path, HttpStatusCode status)
    {
        var isLost = false;
        await using var function = RunningFunction.Start(
            (_, _) => default,
            prepare: api =>
                api.OnRequest = of =>
                    Volatile.Read(ref isLost) && of.EndsWith(path, StringComparison.Ordinal) ? status : null
        );
        await function.WhenAsked();

        Volatile.Write(ref isLost, true);
        _ = function.Api.InvokeAsync(RunningFunction.Batch("a"));

        Assert.Equal(1, await function.Exit);
        Assert.Contains($"{(int)status}", Assert.Single(function.Log).GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task OneLoopThatLosesLambda_EndsTheOthers()
    {
        var isLost = false;
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host =>
                host with
                {
                    Environment = new Dictionary<string, string>(host.Environment!)
                    {
                        ["AWS_LAMBDA_MAX_CONCURRENCY"] = "3",
                    },
                },
            prepare: api =>
                api.OnRequest = path =>
                    Volatile.Read(ref isLost) && path.EndsWith("/next", StringComparison.Ordinal)
                        ? HttpStatusCode.InternalServerError
                        : null
        );
        await function.WhenAsked(3);

        Volatile.Write(ref isLost, true);
        Assert.False((await function.InvokeAsync("a")).IsError);

        Assert.Equal(1, await function.Exit);
        Assert.Single(function.Log);
    }
}
