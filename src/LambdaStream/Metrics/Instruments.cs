using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LambdaStream.Metrics;

/// <summary>The metrics as instruments of .NET, which OpenTelemetry and others listen to.</summary>
internal sealed class Instruments
{
    private readonly Dictionary<Metric, Instrument> _instruments = [];

    /// <param name="meter">Whose instruments they are. Of one name it has one, however many functions use it.</param>
    public Instruments(Meter meter)
    {
        foreach (var metric in Metric.All)
            _instruments[metric] =
                metric.Kind is MetricKind.Sum
                    ? meter.CreateCounter<long>(metric.Name, metric.Ucum, metric.Text)
                    : meter.CreateHistogram<double>(metric.Name, metric.Ucum, metric.Text);
    }

    /// <summary>Whether anybody listens.</summary>
    public bool IsEnabled
    {
        get
        {
            foreach (var instrument in _instruments.Values)
            {
                if (instrument.Enabled)
                    return true;
            }
            return false;
        }
    }

    public void Record(Metric metric, string pipeline, string step, double value)
    {
        var tags = new TagList();
        if (pipeline.Length > 0)
            tags.Add("pipeline", pipeline);
        if (step.Length > 0)
            tags.Add("step", step);
        switch (_instruments[metric])
        {
            case Counter<long> counter:
                counter.Add((long)value, tags);
                break;
            case Histogram<double> histogram:
                histogram.Record(value, tags);
                break;
        }
    }
}
