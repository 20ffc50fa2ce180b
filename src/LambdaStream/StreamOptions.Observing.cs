using System.Diagnostics;
using System.Diagnostics.Metrics;
using LambdaStream.Logging;
using LambdaStream.Metrics;
using Microsoft.Extensions.Logging;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>Which metrics are collected; by default none. METRICS.</summary>
    public MetricSwitches? Metrics { get; init; }

    /// <summary>The most records of a payload, which <c>stream.batch.utilization</c> is measured by; by default 100. BATCH_SIZE.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Who logs; by default, where <see cref="Logs"/> say so, <see cref="JsonLogs"/>.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// What is logged as lines of JSON; by default, outside of Lambda, nothing. AWS_LAMBDA_LOG_GROUP_NAME or DEBUG switches
    /// it on.
    /// </summary>
    public LogSettings? Logs { get; init; }

    /// <summary>Gets each line of metrics and of <see cref="Logs"/>; by default it goes to the standard output, which Lambda logs. It must not fail.</summary>
    public Action<string> Log { get; init; } = static line => Console.Out.WriteLine(line);

    /// <summary>Whose instruments have the metrics for OpenTelemetry, while somebody listens; by default one by the name <c>LambdaStream</c>.</summary>
    public Meter Meter { get; init; } = Telemetry.Meter;

    /// <summary>Whose spans are the traces, while somebody listens; by default one by the name <c>LambdaStream</c>.</summary>
    public ActivitySource ActivitySource { get; init; } = Telemetry.ActivitySource;

    /// <summary>
    /// Whether events that are published in a trace have its <c>traceparent</c> among their tags, which whoever gets them
    /// links to; by default they have.
    /// </summary>
    public bool PropagatesTraces { get; init; } = true;
}
