using System.Collections.Concurrent;
using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

/// <summary>The pipelines of a large payload begin before all of it has been read.</summary>
public class HandOverTests
{
    private const int RecordCount = 500;

    [Fact]
    public async Task Invoke_LargePayload_PipelinesTakeItsUnitsInTurns()
    {
        var taken = new List<string>();
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("a", units => units.Tap(_ => taken.Add("a"))),
            new Pipeline("b", units => units.Tap(_ => taken.Add("b")))
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount)));

        Assert.Equal(2 * RecordCount, run.Units.Count);
        Assert.True(taken.IndexOf("b") < RecordCount / 2);
        Assert.Equal(Enumerable.Range(0, RecordCount).Select(i => $"e{i}"), IdsOf(run, "a"));
        Assert.Equal(Enumerable.Range(0, RecordCount).Select(i => $"e{i}"), IdsOf(run, "b"));
    }

    [Fact]
    public async Task Invoke_APipelineWaits_ReadingAndTheOthersGoOn()
    {
        var gate = new TaskCompletionSource();
        var taken = 0;
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("waiting", units => units.Tap(async (_, token) => await gate.Task.WaitAsync(token))),
            new Pipeline("quick", units => units.Tap(_ => taken++))
        );

        var running = driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount))).AsTask();
        Assert.Equal(RecordCount, taken);
        Assert.False(running.IsCompleted);
        gate.SetResult();
        var run = await running;

        Assert.Equal(2 * RecordCount, run.Units.Count);
    }

    [Fact]
    public async Task Invoke_PayloadBreaksOff_FailsOnceWhatWasBegunHasEnded()
    {
        var gate = new TaskCompletionSource();
        var updates = 0;
        var driver = new FunctionDriver(From.Kinesis(), Events.Things());
        driver.DynamoDb.OnUpdateItem = async (_, token) =>
        {
            await gate.Task.WaitAsync(token);
            Interlocked.Increment(ref updates);
            return new UpdateItemResponse();
        };
        var payload = Records.Kinesis(Events.Several(RecordCount));

        var running = driver.InvokeAsync(payload.AsMemory(..^100)).AsTask();
        Assert.False(running.IsCompleted);
        gate.SetResult();
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(() => running);

        Assert.Contains("no JSON", error.Message, StringComparison.Ordinal);
        Assert.InRange(updates, 1, RecordCount - 1);
        var before = updates;
        await Task.Yield();
        Assert.Equal(before, updates);
        Assert.Empty(driver.EventBridge.Requests);
    }

    [Fact]
    public async Task Invoke_SmallPayloadIsBroken_NothingIsBegun()
    {
        var driver = new FunctionDriver(From.Kinesis(), Events.Things());
        var payload = Records.Kinesis(Events.Several(10));

        await Assert.ThrowsAsync<InvalidPayloadException>(() => driver.InvokeAsync(payload.AsMemory(..^1)).AsTask());

        Assert.Empty(driver.DynamoDb.Updates);
    }

    [Fact]
    public async Task Invoke_ClaimCheckBehindManyEvents_KeepsTheOrder()
    {
        var s3 = new RecordingS3
        {
            OnGetObject = async (request, _) =>
            {
                await Task.Yield();
                return new GetObjectResponse
                {
                    Body = Encoding.UTF8.GetBytes(Events.Of(request.Key).ToJson().ToString()),
                };
            },
        };
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("all", units => units));
        driver.Options = driver.Options with { S3 = s3 };
        var events = Enumerable
            .Range(0, RecordCount)
            .Select(i => i % 100 == 99 ? ClaimCheck($"e{i}") : Events.Of($"e{i}"));

        var run = await driver.InvokeAsync(Records.Kinesis(events));

        Assert.Equal(RecordCount / 100, s3.Gets.Count);
        Assert.Equal(Enumerable.Range(0, RecordCount).Select(i => $"e{i}"), IdsOf(run, "all"));
        Assert.All(run.Units, uow => Assert.Equal(uow.Event.Id, uow.Event["thing"]["id"].GetString()));
    }

    // Reading goes on in one thread while others are done with what was read before.
    [Fact]
    public async Task Invoke_PipelinesGoOnInOtherThreads_EachUnitIsTakenOnce()
    {
        var taken = new ConcurrentQueue<string>();
        var driver = new FunctionDriver(
            From.Kinesis(),
            Enumerable
                .Range(0, 4)
                .Select(pipeline => new Pipeline(
                    $"{pipeline}",
                    units =>
                        units.Parallel(
                            8,
                            async (uow, _) =>
                            {
                                await Task.Yield();
                                taken.Enqueue($"{pipeline}:{uow.Event.Id}");
                                return uow;
                            }
                        )
                ))
                .ToArray<Rule>()
        );

        for (var i = 0; i < 20; i++)
        {
            taken.Clear();
            var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount)));

            Assert.Equal(4 * RecordCount, taken.Count);
            Assert.Equal(4 * RecordCount, taken.Distinct().Count());
            Assert.Equal(4 * RecordCount, run.Units.Count);
            Assert.Empty(run.Result.BatchItemFailures);
        }
    }

    private static Event ClaimCheck(string id) =>
        Event.Of(
            "thing-created",
            ("id", id),
            ("partitionKey", id),
            ("timestamp", 1_548_967_022_000),
            ("s3", Json.ObjectOf(("bucket", "claims"), ("key", id)))
        );

    private static IEnumerable<string?> IdsOf(DrivenInvocation run, string pipeline) =>
        run.Units.Where(uow => uow.Pipeline == pipeline).Select(uow => uow.Event.Id);
}
