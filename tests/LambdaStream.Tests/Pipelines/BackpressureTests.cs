using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

public class BackpressureTests
{
    private const int RecordCount = 200;

    [Fact]
    public Task ASlowSink_StopsAnAsynchronousHeadFromBeingReadFurther() =>
        SingleThread.RunAsync(async () =>
        {
            var read = 0;
            var gate = new TaskCompletionSource();
            var driver = new FunctionDriver(From.Kinesis(), Events.Things());
            driver.DynamoDb.OnUpdateItem = async (_, token) =>
            {
                await gate.Task.WaitAsync(token);
                return new UpdateItemResponse();
            };
            driver.Options = driver.Options with { Head = units => units.Tap(async (_, _) => await CountAsync()) };

            var running = driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount))).AsTask();
            await Settle(() => read);
            var readWhileStuck = read;
            gate.SetResult();
            var run = await running;

            // Four in flight, four in the queue, and what the verbs between hold.
            Assert.InRange(readWhileStuck, 4, 16);
            Assert.Equal(RecordCount, read);
            Assert.Equal(RecordCount, run.Units.Count);

            async Task CountAsync()
            {
                Interlocked.Increment(ref read);
                await Task.Yield();
            }
        });

    [Fact]
    public Task TheSlowestPipeline_HoldsTheHeadBackForAll() =>
        SingleThread.RunAsync(async () =>
        {
            var read = 0;
            var fast = 0;
            var gate = new TaskCompletionSource();
            var driver = new FunctionDriver(
                From.Kinesis(),
                new Pipeline("fast", units => units.Tap(_ => Interlocked.Increment(ref fast))),
                new Pipeline("slow", units => units.Tap(async (_, token) => await gate.Task.WaitAsync(token)))
            );
            driver.Options = driver.Options with
            {
                Head = units =>
                    units.Tap(
                        async (_, _) =>
                        {
                            Interlocked.Increment(ref read);
                            await Task.Yield();
                        }
                    ),
            };

            var running = driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount))).AsTask();
            await Settle(() => read + fast);
            var (readWhileStuck, fastWhileStuck) = (read, fast);
            gate.SetResult();
            var run = await running;

            Assert.InRange(readWhileStuck, 1, 12);
            Assert.InRange(fastWhileStuck, 1, readWhileStuck);
            Assert.Equal(2 * RecordCount, run.Units.Count);
        });

    [Fact]
    public Task ASlowSink_StopsPagesFromBeingRead() =>
        SingleThread.RunAsync(async () =>
        {
            var pages = 0;
            var gate = new TaskCompletionSource();
            var driver = new FunctionDriver(
                From.Kinesis(),
                new Pipeline(
                    "pages",
                    units =>
                        units
                            .FlatMap((uow, _) => PagesAsync(uow))
                            .Parallel(
                                2,
                                async (uow, token) =>
                                {
                                    await gate.Task.WaitAsync(token);
                                    return uow;
                                }
                            )
                )
            );

            var running = driver.InvokeAsync(Records.Kinesis(Events.Of("1"))).AsTask();
            await Settle(() => pages);
            var pagesWhileStuck = pages;
            gate.SetResult();
            var run = await running;

            Assert.Equal(2, pagesWhileStuck);
            Assert.Equal(50, run.Units.Count);

            async IAsyncEnumerable<UnitOfWork> PagesAsync(UnitOfWork uow)
            {
                for (var i = 0; i < 50; i++)
                {
                    Interlocked.Increment(ref pages);
                    await Task.Yield();
                    yield return uow;
                }
            }
        });

    [Fact]
    public async Task APipelineThatWantsNoMore_DoesNotHoldTheOthersUp()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("one", units => units.Take(1)),
            new Pipeline("all", units => units)
        );
        driver.Options = driver.Options with { Head = units => units.Tap(async (_, _) => await Task.Yield()) };

        var run = await driver.InvokeAsync(Records.Kinesis(Events.Several(RecordCount)));

        Assert.Equal(RecordCount + 1, run.Units.Count);
    }

    // Waits until a count no longer grows. On one thread whatever can move does so while this yields.
    private static async Task Settle(Func<int> count)
    {
        var (last, still) = (-1, 0);
        while (still < 100)
        {
            await Task.Yield();
            still = count() == last ? still + 1 : 0;
            last = count();
        }
    }
}
