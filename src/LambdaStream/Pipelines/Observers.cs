using LambdaStream.Metrics;
using LambdaStream.Observing;

namespace LambdaStream.Pipelines;

/// <summary>Who watches the invocations of a function, as its options and the listeners of the moment say.</summary>
internal sealed class Observers(StreamOptions options)
{
    // What a listener to the instruments gets, which chooses for itself.
    private static readonly MetricSwitches ForListeners = MetricSwitches.All with { Emf = false };

    private readonly Instruments _instruments = new(options.Meter);

    /// <summary>The watch of one invocation; null where nobody wants to know.</summary>
    public Watch? For(Invocation invocation, int payloadSize)
    {
        // A middleware may have given the call options of its own.
        var options = invocation.Options;
        var observers = new List<Observer>(3);
        var hasListeners = _instruments.IsEnabled;
        if (hasListeners || options.Metrics is not null)
            observers.Add(
                new MetricsObserver(
                    invocation,
                    options.Metrics ?? ForListeners,
                    hasListeners ? _instruments : null,
                    options.Metrics is null ? null : metrics => Publish(metrics, invocation),
                    payloadSize
                )
            );
        return observers.Count == 0 ? null : new(invocation, observers);
    }

    private static void Publish(MetricSet metrics, Invocation invocation)
    {
        var options = invocation.Options;
        if (options.Metrics is not { Emf: true })
            return;
        foreach (var line in Emf.Lines(metrics, options, invocation.Now))
            options.Log(line);
    }
}
