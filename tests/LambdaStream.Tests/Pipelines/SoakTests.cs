using System.Globalization;
using System.Net;
using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Pipelines;

/// <summary>
/// Many invocations of one processor. What is left of them is measured after each tenth, when nothing else runs. eng/soak runs
/// the full number of records.
/// </summary>
[Collection(nameof(RunsAlone))]
public class SoakTests(ITestOutputHelper output)
{
    private const int DefaultRecordCount = 40_000;
    private const int BatchSize = 1_000;
    private const int Tenths = 10;

    // What the runtime itself may still set up, or the router remember of types.
    private const long Tolerance = 512 * 1024;

    private static int RecordCount =>
        Environment.GetEnvironmentVariable("LAMBDASTREAM_SOAK_RECORDS") is { Length: > 0 } count
            ? int.Parse(count, CultureInfo.InvariantCulture)
            : DefaultRecordCount;

    [Fact]
    public async Task ManyInvocations_LeaveNothingBehind()
    {
        var processor = new Processor(
            From.Any(),
            Options(),
            Events.Things(),
            new Pipeline("publish", units => units.Filter(IsTenth).PublishToEventBridge()),
            new Pipeline("broken", units => units.Filter(IsTenth).Tap(_ => throw new FormatException("poison"))),
            new Pipeline(
                "ask",
                units =>
                    units
                        .Map(uow => uow.With(Slots.QueryRequest, Query(uow)))
                        .QueryAllDynamoDb()
                        .Compact()
                        .RateLimit(new(1_000_000, TimeSpan.FromSeconds(1)))
            )
        );
        await MeasureAsync(
            RecordCount / BatchSize,
            async number =>
            {
                var result = await processor.InvokeAsync(
                    Payload(number),
                    new() { RequestId = $"{number}", Remaining = TimeSpan.FromMinutes(15) }
                );
                Assert.Equal(number % 2 == 0 ? BatchSize : 10, result.RecordCount);
                Assert.True(result.FaultCount > 0 || result.BatchItemFailures.Count > 0);
            }
        );
    }

    [Fact]
    public async Task OneRecordOfManyParts_IsNeverInMemoryAsAWhole()
    {
        var parts = 0;
        var peaks = new List<long>();
        var processor = new Processor(
            From.Kinesis(),
            Options(),
            new Pipeline(
                "parts",
                units =>
                    units
                        .FlatMap(uow =>
                            Enumerable.Range(0, RecordCount).Select(i => uow.With(Slots.SplitOnItemNumber, i))
                        )
                        .Map(uow =>
                            uow.With(
                                Slots.UpdateRequest,
                                UpdateRequest.For(pk: $"{uow.Get(Slots.SplitOnItemNumber)}", sk: "part")
                            )
                        )
                        .UpdateDynamoDb()
                        .Tap(_ =>
                        {
                            if (++parts % (RecordCount / Tenths) == 0)
                                peaks.Add(GC.GetTotalMemory(forceFullCollection: true));
                        })
            )
        );

        var result = await processor.InvokeAsync(
            Records.Kinesis(Events.Several(1)),
            new() { Remaining = TimeSpan.FromMinutes(15) }
        );

        Assert.Equal(RecordCount, parts);
        Assert.Empty(result.BatchItemFailures);
        AssertFlat(peaks);
    }

    private async Task MeasureAsync(int invocations, Func<int, Task> invoke)
    {
        var left = new List<long>();
        var peaks = new List<long>();
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var peak = 0L;
            for (var i = tenth * invocations / Tenths; i < (tenth + 1) * invocations / Tenths; i++)
            {
                await invoke(i);
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            }
            left.Add(await LeftAsync());
            peaks.Add(peak);
            output.WriteLine($"tenth {tenth + 1}: {left[^1] / 1024:N0} KB left, {peak / 1024:N0} KB at most");
        }
        AssertFlat(left);
        // When the collector runs is its own affair, so this is coarse.
        Assert.InRange(peaks.Skip(1).Max(), 0, 2 * peaks[0]);
    }

    // A thread that has just ended its part may still hold the last invocation, and finalizers keep what they are to free.
    private static async Task<long> LeftAsync()
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            await Task.Yield();
            GC.WaitForPendingFinalizers();
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
        }
        return least;
    }

    // The first tenth is for what is made once.
    private void AssertFlat(List<long> left)
    {
        output.WriteLine($"managed memory by tenth, in KB: {string.Join(' ', left.Select(bytes => bytes / 1024))}");
        Assert.Equal(Tenths, left.Count);
        Assert.InRange(left.Skip(1).Max(), 0, left[0] + Tolerance);
    }

    // Batches of a stream and of a FIFO queue by turns, with ids and types that never come twice.
    private static byte[] Payload(int number) =>
        number % 2 == 0
            ? Records.Kinesis(Enumerable.Range(0, BatchSize).Select(i => Numbered(number, i)))
            : Records.SqsFifo([
                .. Enumerable.Range(0, 10).Select(i => ($"group-{number}-{i % 3}", Numbered(number, i))),
            ]);

    private static Event Numbered(int number, int i) => Events.Of($"e{number}-{i}", $"thing-{number % 100}-{i}");

    private static bool IsTenth(UnitOfWork uow) => uow.Event.Id![^1] == '9';

    private static QueryRequest Query(UnitOfWork uow) =>
        new() { TableName = "entities", KeyConditionExpression = $"pk = {uow.Event.Id![..^1]}" };

    private static StreamOptions Options() =>
        new()
        {
            DynamoDb = new ForgetfulTable(),
            EventBridge = new ForgetfulBus(),
            BusName = "bus",
            EntityTableName = "entities",
            ReportBatchItemFailures = true,
            AfterFailure = AfterFailure.GoOnWithOtherKeys,
            Retryable = Retryable.IsRetryable,
        };

    // Every 500th update fails as one that may pass; none waits for anything but its turn.
    private sealed class ForgetfulTable : IDynamoDb
    {
        private int _updates;

        public async ValueTask<UpdateItemResponse> UpdateItemAsync(
            UpdateItemRequest request,
            CancellationToken cancellationToken
        )
        {
            await Task.Yield();
            return Interlocked.Increment(ref _updates) % 500 == 0 && request.Key["sk"].GetText() != "part"
                ? throw new ServiceException("Unavailable", "later") { StatusCode = HttpStatusCode.ServiceUnavailable }
                : new();
        }

        public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
            new(new QueryResponse { Items = [Item.Of(("pk", request.KeyConditionExpression!))] });

        public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
            BatchGetItemRequest request,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class ForgetfulBus : IEventBridge
    {
        public ValueTask<PutEventsResponse> PutEventsAsync(
            PutEventsRequest request,
            CancellationToken cancellationToken
        ) => new(new PutEventsResponse { Entries = [.. request.Entries.Select(_ => new PutEventsResultEntry())] });
    }
}

/// <summary>The memory of the process is measured, so no other test may run.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
