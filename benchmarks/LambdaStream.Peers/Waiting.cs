using System.Diagnostics;
using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>How well pipelines wait: the wall time of an invocation whose sink takes 5 ms, beside what the waiting itself needs.</summary>
/// <remarks>
/// A timer is never exact, so each wait is measured. The ideal is that always as many are under way as may be: the sum of the
/// waits by their number. With several pipelines it is that of one of them, since they wait side by side.
/// </remarks>
public static class Waiting
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(int events)
    {
        var payload = KinesisPayload.Create(events);
        foreach (
            var (name, pipelines, parallel) in ((string, int, int)[])
                [("parallel_4", 1, 4), ("parallel_16", 1, 16), ("parallel_64", 1, 64), ("pipelines_10", 10, 4)]
        )
        {
            var table = new SlowDynamoDb();
            var processor = Create(table, pipelines, parallel);
            await processor.InvokeAsync(payload);
            var best = double.MaxValue;
            for (var round = 0; round < 3; round++)
            {
                table.Reset();
                var watch = Stopwatch.StartNew();
                await processor.InvokeAsync(payload);
                var wall = watch.Elapsed;
                var ideal = table.Waited / parallel / pipelines;
                best = Math.Min(best, wall / ideal);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {best:0.000}"));
        }
    }

    // Each event is wanted once, and each update is of an item of its own.
    private static Processor Create(SlowDynamoDb table, int pipelines, int parallel) =>
        new(
            From.Kinesis(),
            Listener.Options(table),
            Enumerable
                .Range(0, pipelines)
                .Select(i => new Materialize
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"m{i}"),
                    EventType =
                        pipelines == 1
                            ? EventTypes.Where(type => type.StartsWith("thing-", StringComparison.Ordinal))
                            : KinesisPayload.EventTypes[i],
                    Parallel = parallel,
                    ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.Id, sk: "thing").Set(uow.Event["thing"]),
                })
        );

    private sealed class SlowDynamoDb : IDynamoDb
    {
        private static readonly UpdateItemResponse Response = new();
        private long _ticks;

        public TimeSpan Waited => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

        public void Reset() => Interlocked.Exchange(ref _ticks, 0);

        public async ValueTask<UpdateItemResponse> UpdateItemAsync(
            UpdateItemRequest request,
            CancellationToken cancellationToken
        )
        {
            var start = Stopwatch.GetTimestamp();
            await Task.Delay(Latency, TimeProvider.System, cancellationToken);
            Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
            return Response;
        }

        public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
            BatchGetItemRequest request,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
