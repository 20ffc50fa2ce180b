using System.Text;
using BenchmarkDotNet.Attributes;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>
/// Verbs in a pipeline of their own over 1,000 records with next to nothing in them. Figures are per record, and what a
/// verb costs is the difference to the pipeline without any.
/// </summary>
[MemoryDiagnoser]
public class VerbBenchmarks
{
    private const int Records = 1_000;

    private static readonly Slot<string> Text = new("text");
    private static readonly byte[] Payload = SmallPayload();

    private readonly Processor _none = Processor(units => units);
    private readonly Processor _filter = Processor(units => units.Filter(uow => uow.Batch.Count == 0));
    private readonly Processor _tenFilters = Processor(TenFilters);
    private readonly Processor _map = Processor(units => units.Map(uow => uow.With(Text, "text")));
    private readonly Processor _mapAsync = Processor(units =>
        units.Map((uow, _) => new ValueTask<UnitOfWork?>(uow.With(Text, "text")))
    );
    private readonly Processor _parallel = Processor(units =>
        units.Parallel(4, (uow, _) => new ValueTask<UnitOfWork?>(uow.With(Text, "text")))
    );
    private readonly Processor _batch = Processor(units => units.Batch(10));

    [GlobalSetup]
    public void Setup()
    {
        foreach (var processor in (Processor[])[_none, _filter, _tenFilters, _map, _mapAsync, _parallel, _batch])
            Warm.Up(processor, Payload);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public Task<InvocationResult> None() => RunAsync(_none);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> Filter() => RunAsync(_filter);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> FilterTenTimes() => RunAsync(_tenFilters);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> Map() => RunAsync(_map);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> MapAsync() => RunAsync(_mapAsync);

    /// <summary>Each step is done at once, so this is the verb and nothing in flight.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> Parallel() => RunAsync(_parallel);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<InvocationResult> Batch() => RunAsync(_batch);

    private static IAsyncEnumerable<UnitOfWork> TenFilters(IAsyncEnumerable<UnitOfWork> units) =>
        Enumerable.Range(0, 10).Aggregate(units, (steps, _) => steps.Filter(uow => uow.Batch.Count == 0));

    private static Processor Processor(Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps) =>
        new(From.Kinesis(), Listener.Options(new StubDynamoDb()), new Pipeline("verbs", steps));

    private static byte[] SmallPayload()
    {
        var data = Convert.ToBase64String("""{"id":"1","type":"thing-created"}"""u8);
        var record = $$$"""{"kinesis":{"sequenceNumber":"1","data":"{{{data}}}"},"eventID":"1"}""";
        return Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', Enumerable.Repeat(record, Records))}}]}""");
    }

    private static async Task<InvocationResult> RunAsync(Processor processor) => await processor.InvokeAsync(Payload);
}
