using System.Diagnostics;
using System.Diagnostics.Metrics;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks.Cases;

/// <summary>What it costs to be seen: the listener of ten rules, each event wanted by one, with one switch on.</summary>
internal static class ObservingCases
{
    private const int Records = 1_000;

    public static IReadOnlyList<Case> All { get; } =
    [
        Of("off", options => options),
        Of("metrics", options => options with { Metrics = MetricSwitches.Parse("emf") }),
        Of("metrics-all", options => options with { Metrics = MetricSwitches.All }),
        Of("meter", options => options with { Meter = ListenedMeter() }),
        Of("logs-errors", options => options with { Logs = new() }),
        Of("logs-all", options => options with { Logs = new LogSettings { Debug = "*" } }),
        Of("traces", options => options with { ActivitySource = ListenedSource() }),
    ];

    private static Case Of(string name, Func<StreamOptions, StreamOptions> with) =>
        Case.Of(
            $"observing/{name}",
            Records,
            () =>
            {
                var options = with(Listener.Options(new StubDynamoDb()) with { Log = static _ => { } });
                var rules = Listener.Rules(Scenario.Parse("listener-10-all"));
                return new(new(From.Kinesis(), options, rules), KinesisPayload.Create(Records));
            }
        );

    private static Meter ListenedMeter()
    {
        var meter = new Meter("a benchmark's own");
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return meter;
    }

    private static ActivitySource ListenedSource()
    {
        var source = new ActivitySource("a benchmark's own");
        ActivitySource.AddActivityListener(
            new()
            {
                ShouldListenTo = one => one == source,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                    ActivitySamplingResult.AllDataAndRecorded,
            }
        );
        return source;
    }
}
