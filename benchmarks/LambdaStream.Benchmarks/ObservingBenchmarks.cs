using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>What it costs to be seen: the listener of ten rules, each event wanted by one, with one switch on. Figures are per record.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The cleanup disposes of them.")]
public class ObservingBenchmarks
{
    private const int Records = 1_000;

    private readonly byte[] _payload = KinesisPayload.Create(Records);
    private readonly Meter _meter = new("a benchmark's own");
    private readonly ActivitySource _source = new("a benchmark's own");
    private MeterListener? _meterListener;
    private ActivityListener? _spanListener;
    private Processor _listener = null!;

    [Params("off", "metrics", "metrics, all", "meter", "logs, errors", "logs, all", "traces")]
    public string Switch { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        if (Switch == "meter")
            ListenToMeter();
        if (Switch == "traces")
            ListenToSpans();
        var scenario = Scenario.Parse("listener-10-all");
        var options = With(Listener.Options(new StubDynamoDb()) with { Meter = _meter, ActivitySource = _source });
        _listener = Warm.Up(new Processor(From.Kinesis(), options, Listener.Rules(scenario)), _payload);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _meterListener?.Dispose();
        _spanListener?.Dispose();
        _meter.Dispose();
        _source.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<InvocationResult> Invoke() => await _listener.InvokeAsync(_payload);

    private StreamOptions With(StreamOptions options)
    {
        options = options with { Log = static _ => { } };
        return Switch switch
        {
            "metrics" => options with { Metrics = MetricSwitches.Parse("emf") },
            "metrics, all" => options with { Metrics = MetricSwitches.All },
            "logs, errors" => options with { Logs = new() },
            "logs, all" => options with { Logs = new LogSettings { Debug = "*" } },
            _ => options,
        };
    }

    private void ListenToMeter()
    {
        _meterListener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == _meter)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _meterListener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _meterListener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _meterListener.Start();
    }

    private void ListenToSpans()
    {
        _spanListener = new()
        {
            ShouldListenTo = source => source == _source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_spanListener);
    }
}
