namespace LambdaStream.Connectors;

/// <summary>The port to CloudWatch metrics.</summary>
/// <remarks>An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request.</remarks>
public interface ICloudWatch
{
    /// <summary>Puts up to 1,000 values of metrics.</summary>
    ValueTask<PutMetricDataResponse> PutMetricDataAsync(
        PutMetricDataRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>CloudWatch's PutMetricData.</summary>
public sealed record PutMetricDataRequest
{
    /// <summary>The name space of the metrics; a sink fills in its own.</summary>
    public string? Namespace { get; init; }

    /// <summary>The values.</summary>
    public required IReadOnlyList<MetricDatum> MetricData { get; init; }
}

/// <summary>A value of a metric, or several.</summary>
public sealed record MetricDatum
{
    /// <summary>The name of the metric.</summary>
    public required string MetricName { get; init; }

    /// <summary>The value.</summary>
    public double? Value { get; init; }

    /// <summary>Several values, up to 150, in the place of one.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>How often each of the values was seen; by default once.</summary>
    public IReadOnlyList<double>? Counts { get; init; }

    /// <summary>A summary in the place of values.</summary>
    public StatisticSet? StatisticValues { get; init; }

    /// <summary>The unit, such as Milliseconds; by default None.</summary>
    public string? Unit { get; init; }

    /// <summary>When it was measured; by default when it arrives.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What the metric is split by, up to 30.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>1 keeps it by the second; by default by the minute.</summary>
    public int? StorageResolution { get; init; }
}

/// <summary>What a metric is split by.</summary>
public sealed record Dimension(string Name, string Value);

/// <summary>A summary of values.</summary>
public sealed record StatisticSet
{
    /// <summary>How many there were.</summary>
    public required double SampleCount { get; init; }

    /// <summary>Their sum.</summary>
    public required double Sum { get; init; }

    /// <summary>The least.</summary>
    public required double Minimum { get; init; }

    /// <summary>The greatest.</summary>
    public required double Maximum { get; init; }
}

/// <summary>CloudWatch's answer to PutMetricData, in which there is nothing.</summary>
public sealed record PutMetricDataResponse;
