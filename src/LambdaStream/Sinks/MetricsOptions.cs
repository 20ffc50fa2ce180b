using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.PutMetrics"/> works. What is null comes from the function's options.</summary>
public sealed record MetricsOptions
{
    internal static MetricsOptions Default { get; } = new();

    /// <summary>The name space of requests that name none; by default NAMESPACE.</summary>
    public string? Namespace { get; init; }

    /// <summary>A CloudWatch of one's own.</summary>
    public ICloudWatch? CloudWatch { get; init; }

    /// <summary>Requests in flight; by default <see cref="StreamOptions.CloudWatchParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
