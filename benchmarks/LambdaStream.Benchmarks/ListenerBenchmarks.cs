using BenchmarkDotNet.Attributes;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>A whole listener: a payload of 1,000 records through Materialize rules. Figures are per record.</summary>
[MemoryDiagnoser]
public class ListenerBenchmarks
{
    private const int Records = 1_000;

    private readonly byte[] _payload = KinesisPayload.Create(Records);
    private Processor _listener = null!;

    /// <summary>How many rules there are and which events they want. With none, only the envelope and the heads are read.</summary>
    [Params("listener-1-all", "listener-10-all", "listener-100-all", "listener-10-tenth", "listener-10-none")]
    public string Scenario { get; set; } = "";

    [GlobalSetup]
    public void Setup() =>
        _listener = Warm.Up(Listener.Create(Peers.Scenario.Parse(Scenario), new StubDynamoDb()), _payload);

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<InvocationResult> Invoke() => await _listener.InvokeAsync(_payload);
}
