using LambdaStream.Logging;
using LambdaStream.Metrics;
using LambdaStream.Observing;
using LambdaStream.Tracing;
using Microsoft.Extensions.Logging;

namespace LambdaStream.Pipelines;

/// <summary>Who watches the invocations of a function, as its options and the listeners of the moment say.</summary>
internal sealed class Observers(StreamOptions options, IReadOnlyList<Rule> rules)
{
    // What a listener to the instruments gets, which chooses for itself.
    private static readonly MetricSwitches ForListeners = MetricSwitches.All with { Emf = false };

    private readonly Loggers? _loggers = Loggers.Of(options);
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
        if (_loggers is not null)
        {
            invocation.Loggers = _loggers;
            observers.Add(new LogObserver(invocation, _loggers, IsDetailed(_loggers)));
        }
        // The first, so that what the others do is within the span.
        if (TraceObserver.Start(invocation) is { } traces)
            observers.Insert(0, traces);
        return observers.Count == 0 ? null : new(invocation, observers);
    }

    private static void Publish(MetricSet metrics, Invocation invocation)
    {
        var options = invocation.Options;
        var isEmf = options.Metrics is { Emf: true };
        if (!isEmf && invocation.Loggers?.Metrics.IsEnabled(LogLevel.Debug) is not true)
            return;
        foreach (var line in Emf.Lines(metrics, options, invocation.Now))
        {
            if (isEmf)
                options.Log(line);
            else
                Messages.Measured(invocation.Loggers!.Metrics, line);
        }
    }

    // Levels may change while the function runs.
    private bool IsDetailed(Loggers loggers)
    {
        foreach (var rule in rules)
        {
            if (loggers.OfPipeline(rule.Id).IsEnabled(LogLevel.Debug))
                return true;
        }
        return loggers.IsAnyServiceEnabled(LogLevel.Debug);
    }
}
