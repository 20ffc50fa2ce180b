using System.Diagnostics;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using LambdaStream.Testing;

namespace LambdaStream.AotApp;

/// <summary>One invocation that is measured, traced, logged and described.</summary>
internal static class Observing
{
    public static async Task OnceAsync(StreamOptions options)
    {
        var spans = 0;
        using var source = new ActivitySource("observed");
        using var listener = new ActivityListener
        {
            ShouldListenTo = one => one == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => Interlocked.Increment(ref spans),
        };
        ActivitySource.AddActivityListener(listener);
        var lines = new List<string>();
        var processor = new Processor(
            From.Kinesis(),
            options with
            {
                Metrics = MetricSwitches.All,
                Logs = new LogSettings { Debug = "*" },
                Log = lines.Add,
                ActivitySource = source,
            },
            new Pipeline("observed", units => units.Tap(_ => { }))
        );
        await processor.InvokeAsync(Records.Kinesis(Event.Of("thing-observed", ("id", "1"))));
        if (spans == 0 || lines.Count == 0 || processor.Describe().ToMermaid().Length == 0)
            throw new InvalidOperationException("Nothing was seen.");
    }
}
