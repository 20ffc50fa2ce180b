using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using LambdaStream.Runtime.Tests.Support;

namespace LambdaStream.Runtime.Tests;

public class StartTests
{
    private static Processor Wrong() =>
        new(
            From.Kinesis(),
            RunningFunction.Options,
            new Materialize { Id = "first", ToUpdateRequest = _ => null },
            new Materialize { Id = "second", EventType = "thing-created" }
        );

    [Fact]
    public async Task AFunctionWithWrongRules_TellsLambdaAll_AndEndsWithOne()
    {
        await using var function = RunningFunction.Start(Wrong);

        var error = await function.Api.InitError.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, await function.Exit);
        Assert.Equal("InvalidProcessorException", error.ErrorType);
        var body = JsonElement.Parse(error.Text);
        Assert.Equal("InvalidProcessorException", body.GetProperty("errorType").GetString());
        var message = body.GetProperty("errorMessage").GetString()!;
        Assert.Contains("Rule 'first': EventType is missing.", message);
        Assert.Contains("Rule 'second': ToUpdateRequest is missing.", message);
        Assert.NotEqual(0, body.GetProperty("stackTrace").GetArrayLength());
        Assert.Equal("The function cannot start.", Assert.Single(function.Log).GetProperty("message").GetString());
    }

    [Fact]
    public async Task SettingsThatCannotBeRead_AreAnErrorOfTheStart()
    {
        await using var function = RunningFunction.Start(() =>
            new Processor(
                From.Kinesis(),
                StreamOptions.FromEnvironment(new Dictionary<string, string> { ["TTL"] = "x" })
            )
        );

        var error = await function.Api.InitError.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("FormatException", error.ErrorType);
        Assert.Contains("TTL", error.Text);
    }

    [Fact]
    public async Task AFunctionThatCannotStart_EndsWithOne_EvenWhereLambdaDoesNotListen()
    {
        await using var function = RunningFunction.Start(
            Wrong,
            prepare: api => api.OnRequest = _ => HttpStatusCode.InternalServerError
        );

        Assert.Equal(1, await function.Exit);
        Assert.Equal(2, function.Log.Count);
    }

    [Fact]
    public async Task AStartThatWaits_IsOverBeforeTheFirstInvocationIsAskedFor()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var api = RuntimeApiServer.Start();
        using var stop = new CancellationTokenSource();
        var exit = LambdaFunction.RunAsync(
            async () =>
            {
                await ready.Task;
                return new Processor(From.Kinesis(), RunningFunction.Options, new Pipeline("pipeline", units => units));
            },
            new() { Environment = api.Environment, Stop = stop.Token }
        );

        var invocation = api.InvokeAsync(RunningFunction.Batch("a"));
        Assert.False(api.WhenAsked().IsCompleted);
        ready.SetResult();

        Assert.False((await invocation.WaitAsync(TimeSpan.FromSeconds(60))).IsError);
        await stop.CancelAsync();
        Assert.Equal(0, await exit.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task AStartThatFailsLater_IsReported()
    {
        await using var api = RuntimeApiServer.Start();

        var exit = await LambdaFunction
            .RunAsync(
                async Task<Processor> () =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("There is no secret.");
                },
                new() { Environment = api.Environment, Log = _ => { } }
            )
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, exit);
        Assert.Contains("There is no secret.", (await api.InitError).Text);
    }

    [Fact]
    public async Task OutsideLambda_TheProgramSaysWhatItIs_AndEndsWithOne()
    {
        var log = new List<string>();
        var exit = await LambdaFunction.RunAsync(
            Wrong,
            new() { Environment = new Dictionary<string, string>(), Log = log.Add }
        );

        Assert.Equal(1, exit);
        Assert.StartsWith("AWS_LAMBDA_RUNTIME_API is not set", Assert.Single(log));
    }

    [Fact]
    public async Task TheShutdownExtension_IsRegisteredBeforeTheFirstInvocation()
    {
        var paths = new ConcurrentQueue<string>();
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host => host with { RegisterShutdownExtension = true },
            prepare: api =>
                api.OnRequest = path =>
                {
                    paths.Enqueue(path);
                    return null;
                }
        );

        await function.InvokeAsync("a");

        Assert.Equal("lambdastream-shutdown", await function.Api.ExtensionStarted.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("/2020-01-01/extension/register", paths.First());
        Assert.Empty(function.Log);
    }

    [Fact]
    public async Task AnExtensionThatIsRefused_DoesNotKeepTheFunctionFromServing()
    {
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host => host with { RegisterShutdownExtension = true },
            prepare: api =>
                api.OnRequest = path =>
                    path.EndsWith("/register", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : null
        );

        Assert.False((await function.InvokeAsync("a")).IsError);
        Assert.Contains("403", Assert.Single(function.Log).GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task WithSnapStart_TheFunctionWaitsToBeRestored()
    {
        var paths = new ConcurrentQueue<string>();
        await using var function = RunningFunction.Start(
            (_, _) => default,
            host: host =>
                host with
                {
                    Environment = new Dictionary<string, string>(host.Environment!)
                    {
                        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start",
                    },
                },
            prepare: api =>
                api.OnRequest = path =>
                {
                    paths.Enqueue(path);
                    return null;
                }
        );

        await function.InvokeAsync("a");

        Assert.Equal(["/2018-06-01/runtime/restore/next", "/2018-06-01/runtime/invocation/next"], paths.Take(2));
    }
}
