namespace LambdaStream.Metrics;

/// <summary>What was measured in an invocation. Its size depends on the pipelines and their steps, not on the units.</summary>
internal sealed class MetricSet
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Pipeline, string Step, Metric Metric), Statistic> _values = [];

    public void Add(Metric metric, string pipeline, string step, double value)
    {
        lock (_lock)
        {
            var key = (pipeline, step, metric);
            if (!_values.TryGetValue(key, out var statistic))
                _values[key] = statistic = new();
            statistic.Add(value);
        }
    }

    /// <summary>The statistic of a metric; null where it has no value.</summary>
    public Statistic? Find(Metric metric, string pipeline = "", string step = "")
    {
        lock (_lock)
            return _values.GetValueOrDefault((pipeline, step, metric));
    }

    /// <summary>The values by what they are of: first the function's, then each pipeline's, then each step's.</summary>
    public IReadOnlyList<MetricGroup> Groups()
    {
        lock (_lock)
            return
            [
                .. _values
                    .GroupBy(entry => (entry.Key.Pipeline, entry.Key.Step))
                    .OrderBy(group => group.First().Key.Metric.Level)
                    .Select(group => new MetricGroup(
                        group.Key.Pipeline,
                        group.Key.Step,
                        [.. group.Select(entry => (entry.Key.Metric, entry.Value))]
                    )),
            ];
    }
}

/// <summary>The values that have the same dimensions.</summary>
/// <param name="Pipeline">The pipeline; empty for values of the function.</param>
/// <param name="Step">The step; empty for values of the function or of a pipeline.</param>
/// <param name="Values">The values.</param>
internal sealed record MetricGroup(
    string Pipeline,
    string Step,
    IReadOnlyList<(Metric Metric, Statistic Statistic)> Values
);

/// <summary>What is kept of the values of a metric.</summary>
internal sealed class Statistic
{
    public double Sum { get; private set; }

    public double Min { get; private set; } = double.MaxValue;

    public double Max { get; private set; } = double.MinValue;

    public long Count { get; private set; }

    public double Average => Sum / Count;

    public void Add(double value)
    {
        Sum += value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Count++;
    }

    /// <summary>The numbers that are told, each under its own name.</summary>
    public IEnumerable<(string Name, string Unit, double Value)> Numbers(Metric metric)
    {
        if (metric.Kind is not MetricKind.Distribution)
            return [(metric.Name, metric.Unit, Sum)];
        return
        [
            ($"{metric.Name}.average", metric.Unit, Average),
            ($"{metric.Name}.min", metric.Unit, Min),
            ($"{metric.Name}.max", metric.Unit, Max),
            ($"{metric.Name}.sum", metric.Unit, Sum),
            ($"{metric.Name}.count", "Count", Count),
        ];
    }
}
