using System.Collections.Concurrent;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class ForkTests
{
    [Fact]
    public async Task Invoke_TakesEachEventThroughThePipelinesThatWantItsType()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            Events.Things(),
            new Pipeline("all", units => units.Tap(_ => { })),
            new Pipeline("x", units => units) { EventType = ["x-created", "x-deleted"] }
        );

        var run = await driver.InvokeAsync(
            Records.Kinesis(Events.Of("1"), Events.Of("2", "x-created"), Events.Of("3", "y-created"))
        );

        Assert.Equal(["things:1"], Ids(run, "things"));
        Assert.Equal(["all:1", "all:2", "all:3"], Ids(run, "all"));
        Assert.Equal(["x:2"], Ids(run, "x"));
    }

    [Fact]
    public async Task Invoke_RunsOnlyEnabledPipelinesAndNoDisabledOnes()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("a", units => units),
            new Pipeline("b", units => units),
            new Pipeline("c", units => units)
        );
        driver.Options = driver.Options with { EnabledPipelines = ["a", "b"], DisabledPipelines = ["b"] };

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1")));

        Assert.Equal(["a"], run.Units.Select(uow => uow.Pipeline));
    }

    [Fact]
    public async Task Invoke_CountsWhatNoPipelineWanted()
    {
        var driver = new FunctionDriver(From.Kinesis(), Events.Things());

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Of("1"), Events.Of("2", "other")));

        Assert.Equal((2, 1), (run.Result.RecordCount, run.Result.UnwantedCount));
    }

    [Fact]
    public async Task Invoke_AsksAnEventTypeFunctionOncePerType()
    {
        var asked = new ConcurrentQueue<string>();
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("p", units => units)
            {
                EventType = EventTypes.Where(type =>
                {
                    asked.Enqueue(type);
                    return true;
                }),
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(10).Append(Events.Of("x", "x-created"))));

        Assert.Equal(11, run.Units.Count);
        Assert.Equal(["thing-created", "x-created"], asked);
    }

    [Fact]
    public async Task Invoke_MakesAFaultOfEachUnitWhoseTypeAFunctionFailsOn()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("broken", units => units)
            {
                EventType = EventTypes.Where(_ => throw new InvalidOperationException("no idea")),
            },
            new Pipeline("fine", units => units)
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(2)));

        Assert.Equal(["fine:e0", "fine:e1"], Ids(run, "fine"));
        Assert.Equal(["no idea", "no idea"], run.Faults.Select(fault => fault["err"]["message"].GetString()));
        Assert.All(run.Faults, fault => Assert.Equal("broken", fault.Tag("pipeline")));
    }

    [Fact]
    public async Task Pipelines_CooperateWhileTheyWait()
    {
        var log = new ConcurrentQueue<string>();
        var gate = new TaskCompletionSource();
        var driver = new FunctionDriver(From.Kinesis(), Waiting("first"), Waiting("last"));

        var running = driver.InvokeAsync(Records.Kinesis(Events.Several(2))).AsTask();
        // Both have begun before either may go on, although nobody has started a thread.
        Assert.Equal(["first:start:e0", "last:start:e0"], log);
        gate.SetResult();
        await running;

        Assert.Equal(8, log.Count);
        Assert.Equal(
            ["first:start:e0", "first:end:e0", "first:start:e1", "first:end:e1"],
            log.Where(line => line.StartsWith("first", StringComparison.Ordinal))
        );

        Pipeline Waiting(string id) =>
            new(
                id,
                units =>
                    units
                        .Tap(uow => log.Enqueue($"{id}:start:{uow.Event.Id}"))
                        .Tap(async (_, token) => await gate.Task.WaitAsync(token))
                        .Tap(uow => log.Enqueue($"{id}:end:{uow.Event.Id}"))
            );
    }

    [Fact]
    public async Task Invoke_RunsOnASingleThreadedContext()
    {
        var driver = new FunctionDriver(From.Kinesis(), Events.Things("a"), Events.Things("b"));
        driver.DynamoDb.OnUpdateItem = async (_, _) =>
        {
            await Task.Yield();
            return new UpdateItemResponse();
        };

        var threads = await SingleThread.RunAsync(async () =>
        {
            var seen = new HashSet<int>();
            await driver.InvokeAsync(
                Records.Kinesis(Events.Several(50)),
                new() { Output = _ => seen.Add(Environment.CurrentManagedThreadId) }
            );
            return seen;
        });

        Assert.Equal(100, driver.DynamoDb.Updates.Count);
        Assert.True(threads.Count <= 1);
    }

    [Fact]
    public async Task Invoke_ServesManyCallsAtOnceWithoutMixingTheirFaults()
    {
        var bus = new RecordingEventBridge();
        var gate = new TaskCompletionSource();
        var processor = new Processor(
            From.Kinesis(),
            new() { EventBridge = bus, BusName = "bus" },
            new Pipeline(
                "p",
                units =>
                    units
                        .Tap(async (_, token) => await gate.Task.WaitAsync(token))
                        .Tap(uow => throw new InvalidOperationException(uow.Invocation.RequestId))
            )
        );
        var faultsOf = new ConcurrentDictionary<string, ConcurrentQueue<string>>();

        var calls = Enumerable
            .Range(0, 32)
            .Select(i =>
            {
                var id = $"call-{i}";
                var faults = faultsOf[id] = new();
                return processor
                    .InvokeAsync(
                        Records.Kinesis(Events.Several(3)),
                        new()
                        {
                            RequestId = id,
                            Faulted = fault => faults.Enqueue(fault["err"]["message"].GetString()!),
                        }
                    )
                    .AsTask();
            })
            .ToList();
        gate.SetResult();
        await Task.WhenAll(calls);

        for (var i = 0; i < 32; i++)
            Assert.Equal(Enumerable.Repeat($"call-{i}", 3), faultsOf[$"call-{i}"]);
        Assert.Equal(96, bus.Faults.Count);
    }

    private static IEnumerable<string> Ids(DrivenInvocation run, string pipeline) =>
        run.Units.Where(uow => uow.Pipeline == pipeline).Select(uow => $"{uow.Pipeline}:{uow.Event.Id}");
}
