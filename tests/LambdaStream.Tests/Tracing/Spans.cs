using System.Diagnostics;
using LambdaStream.Testing;

namespace LambdaStream.Tests.Tracing;

/// <summary>The spans of a function, by a source of the test's own, so that tests do not meet.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivitySource _source = new("a test's own");
    private readonly ActivityListener _listener;
    private readonly List<Activity> _all = [];
    private readonly Lock _lock = new();

    public Spans(FunctionDriver driver, bool isSampled = true)
    {
        _listener = new()
        {
            ShouldListenTo = source => source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                isSampled
                && (options.Parent == default || options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                lock (_lock)
                    _all.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        driver.Options = driver.Options with { ActivitySource = _source };
    }

    public IReadOnlyList<Activity> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    public Activity this[string name] => All.Single(span => span.DisplayName == name);

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}
