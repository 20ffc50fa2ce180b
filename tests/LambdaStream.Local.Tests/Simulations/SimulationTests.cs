using System.Text;

namespace LambdaStream.Local.Tests.Simulations;

public class SimulationTests
{
    private readonly Simulation _simulation = new(seed: 7);
    private readonly List<string> _log = [];

    private LocalStream Hub => _simulation.World.Stream("hub");

    private double Seconds =>
        (_simulation.Time.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, default)).TotalSeconds;

    [Fact]
    public void Run_WaitsInVirtualTime()
    {
        _simulation.World.Connect(
            Hub,
            Function(token => Task.Delay(TimeSpan.FromSeconds(20), _simulation.Time, token))
        );
        Hub.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal(["a at 0"], _log);
        Assert.Equal(20, Seconds);
    }

    [Fact]
    public void Run_TellsAStory()
    {
        _simulation.World.Connect(Hub, Function());

        _simulation.Run(async () =>
        {
            Hub.Put("k", "a"u8.ToArray());
            await Task.Delay(TimeSpan.FromHours(1), _simulation.Time);
            Hub.Put("k", "b"u8.ToArray());
        });

        Assert.Equal(["a at 0", "b at 3600"], _log);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameRun_AndAnotherOneAnother()
    {
        Assert.Equal(Run(1), Run(1));
        Assert.Contains(Enumerable.Range(2, 10), seed => Run(seed) != Run(1));

        static string Run(int seed)
        {
            var simulation = new Simulation(seed);
            var log = new StringBuilder();
            simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 8).Select(WorkAsync)));
            return log.ToString();

            async Task WorkAsync(int worker)
            {
                for (var i = 0; i < 3; i++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
                    log.Append(worker);
                }
            }
        }
    }

    [Fact]
    public void AStoryThatWaitsForWhatNeverComes_IsTold()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            _simulation.Run(() => new TaskCompletionSource().Task)
        );

        Assert.Contains("seed 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("the story", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorOfTheStory_EndsTheRun() =>
        Assert.Throws<FormatException>(() => _simulation.Run(() => throw new FormatException()));

    [Fact]
    public void AWorldWithoutRest_IsGivenUp()
    {
        var simulation = new Simulation(1) { MaximumSteps = 1000 };

        var error = Assert.Throws<InvalidOperationException>(() =>
            simulation.Run(async () =>
            {
                while (true)
                    await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
            })
        );

        Assert.Contains("1000 steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFunctionOutsideOfARun_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Function()(default, default));

    [Fact]
    public void ACrash_LeavesWhatWasDone_AndRunsNothingMore()
    {
        var ends = new List<InvocationEnd>();
        var cleanups = 0;
        var function = _simulation.Function(
            async (payload, context, token) =>
            {
                try
                {
                    for (var i = 0; i < 600; i++)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(1), _simulation.Time, token);
                        _log.Add($"{i}");
                    }
                }
                finally
                {
                    cleanups++;
                }
                return default;
            },
            new() { Crashed = 1, OnEnd = invocation => ends.Add(invocation.End) }
        );
        var mapping = _simulation.World.Connect(Hub, function, new() { MaximumRetryAttempts = 2 });
        Hub.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal([InvocationEnd.Crashed, InvocationEnd.Crashed, InvocationEnd.Crashed], ends);
        Assert.Equal(0, cleanups);
        Assert.NotEmpty(_log);
        Assert.Equal(3, Assert.Single(mapping.OnFailure).Attempts);
    }

    [Fact]
    public void ATimeOut_EndsAFunctionThatHangs()
    {
        var function = Function(
            _ => new TaskCompletionSource().Task,
            new() { Timeout = TimeSpan.FromSeconds(5), OnEnd = one => _log.Add($"{one.End} at {Seconds}") }
        );
        var mapping = _simulation.World.Connect(Hub, function, new() { MaximumRetryAttempts = 0 });
        Hub.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal(["a at 0", "TimedOut at 5"], _log);
        Assert.Contains("timed out", Assert.Single(mapping.OnFailure).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALostAnswer_DeliversAgainWhatIsDone()
    {
        var lost = Function(null, new() { AnswerLost = 1 });
        _simulation.World.Connect(Hub, lost, new() { MaximumRetryAttempts = 2 });
        Hub.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.Equal(["a at 0", "a at 1", "a at 3"], _log);
    }

    [Fact]
    public void AThrottledInvocation_IsNoAttempt()
    {
        var mapping = _simulation.World.Connect(
            Hub,
            Function(null, new() { Throttled = 0.9 }),
            new() { MaximumRetryAttempts = 0 }
        );
        Hub.Put("k", "a"u8.ToArray());

        _simulation.Run();

        Assert.StartsWith("a at ", Assert.Single(_log), StringComparison.Ordinal);
        Assert.Empty(mapping.OnFailure);
    }

    [Fact]
    public void TheInvocation_IsThatOfTheCodeThatRuns()
    {
        var known = new HashSet<string>();
        var stream = _simulation.World.Stream("wide", shards: 4);
        var function = _simulation.Function(
            async (payload, context, token) =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), _simulation.Time, token);
                    Assert.Equal(context.RequestId, _simulation.CurrentInvocation?.RequestId);
                }
                known.Add(context.RequestId);
                return default;
            }
        );
        var mapping = _simulation.World.Connect(stream, function, new() { MaximumRetryAttempts = 0 });
        for (var i = 0; i < 20; i++)
            stream.Put($"k{i}", "x"u8.ToArray());

        _simulation.Run();

        Assert.Equal(4, known.Count);
        Assert.Empty(mapping.OnFailure);
        Assert.Null(_simulation.CurrentInvocation);
    }

    [Fact]
    public void ATarget_FailsAsOftenAsItIsTold()
    {
        var target = new TargetFailures(_simulation)
        {
            Throttled = 0.2,
            Refused = 0.2,
            AnswerLost = 0.2,
        };
        var (taken, errors) = (0, new List<string>());

        _simulation.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                try
                {
                    await target.CallAsync(_ => new ValueTask<int>(taken++), CancellationToken.None);
                }
                catch (Connectors.ServiceException error)
                {
                    errors.Add(error.Code);
                }
            }
        });

        Assert.All(errors.CountBy(code => code), code => Assert.InRange(code.Value, 60, 140));
        Assert.Equal(3, errors.Distinct().Count());
        // An answer that is lost was one to a request that took effect.
        Assert.Equal(500 - errors.Count(code => code is not "TimeoutError"), taken);
        Assert.InRange(Seconds, 500 * 0.005, 500 * 0.05);
    }

    private LocalFunction Function(
        Func<CancellationToken, Task>? work = null,
        SimulatedFunctionOptions? options = null
    ) =>
        _simulation.Function(
            async (payload, context, token) =>
            {
                var data = CollectingFunction.Records(Some.Read(payload)).Select(CollectingFunction.DataOf);
                _log.Add($"{string.Join(',', data)} at {Seconds}");
                if (work is not null)
                    await work(token);
                return default;
            },
            options
        );
}
