namespace LambdaStream.Metrics;

/// <summary>What can be measured. The names, and what they are measured by, are the Node library's as far as it has them.</summary>
/// <param name="name">The name; its last word says the unit.</param>
/// <param name="level">Of what it is: the dimensions that it has.</param>
/// <param name="kind">Whether values are added up, or their distribution is told.</param>
/// <param name="text">What it tells.</param>
internal sealed class Metric(string name, MetricLevel level, MetricKind kind, string text)
{
    public static readonly Metric BatchUtilization = new(
        "stream.batch.utilization",
        MetricLevel.Function,
        MetricKind.Last,
        "The records of the payload, of BATCH_SIZE (100)."
    );

    public static readonly Metric UowCount = new(
        "stream.uow.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The units of work that came out of the ends of the pipelines."
    );

    public static readonly Metric Records = new(
        "stream.record.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The records of the payload."
    );

    public static readonly Metric Unwanted = new(
        "stream.record.unwanted.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The records that no pipeline wanted."
    );

    public static readonly Metric Acknowledged = new(
        "stream.record.acknowledged.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The records that are done, the unwanted ones included."
    );

    public static readonly Metric FailedRecords = new(
        "stream.record.failed.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The records that are delivered again."
    );

    public static readonly Metric Faults = new(
        "stream.fault.count",
        MetricLevel.Function,
        MetricKind.Sum,
        "The fault events that were published."
    );

    public static readonly Metric Payload = new(
        "stream.payload.bytes",
        MetricLevel.Function,
        MetricKind.Last,
        "The size of the payload."
    );

    public static readonly Metric InvocationTime = new(
        "stream.invocation.time",
        MetricLevel.Function,
        MetricKind.Last,
        "How long the invocation took, from its payload to its answer."
    );

    public static readonly Metric Remaining = new(
        "stream.remaining.time",
        MetricLevel.Function,
        MetricKind.Last,
        "The time that was left at the end until Lambda's time-out."
    );

    public static readonly Metric PipelineUtilization = new(
        "stream.pipeline.utilization",
        MetricLevel.Pipeline,
        MetricKind.Last,
        "The units of the pipeline, of those of all pipelines."
    );

    public static readonly Metric ChannelWait = new(
        "stream.channel.wait.time",
        MetricLevel.Pipeline,
        MetricKind.Distribution,
        "From the time when the record was put into the source until the pipeline took its unit."
    );

    public static readonly Metric PipelineTime = new(
        "stream.pipeline.time",
        MetricLevel.Pipeline,
        MetricKind.Distribution,
        "From there until the unit came out of the end of the pipeline."
    );

    public static readonly Metric Latency = new(
        "stream.pipeline.latency.time",
        MetricLevel.Pipeline,
        MetricKind.Distribution,
        "Both together: from the source to the end of the pipeline."
    );

    public static readonly Metric PipelineFaults = new(
        "stream.pipeline.fault.count",
        MetricLevel.Pipeline,
        MetricKind.Sum,
        "The units that became faults in the pipeline."
    );

    public static readonly Metric PipelineFailures = new(
        "stream.pipeline.failure.count",
        MetricLevel.Pipeline,
        MetricKind.Sum,
        "The units that failed in the pipeline and whose records are delivered again."
    );

    public static readonly Metric CacheHits = new(
        "stream.pipeline.cache.hit.count",
        MetricLevel.Pipeline,
        MetricKind.Sum,
        "The queries that another one of the invocation had already asked."
    );

    public static readonly Metric CacheMisses = new(
        "stream.pipeline.cache.miss.count",
        MetricLevel.Pipeline,
        MetricKind.Sum,
        "The queries that were sent."
    );

    public static readonly Metric Compacted = new(
        "stream.pipeline.compact.count",
        MetricLevel.Pipeline,
        MetricKind.Distribution,
        "How many units compaction has made one."
    );

    public static readonly Metric IoWait = new(
        "stream.pipeline.io.wait.time",
        MetricLevel.Step,
        MetricKind.Distribution,
        "How long a unit waited for its call to start, since its pipeline took it or its call before ended."
    );

    public static readonly Metric IoTime = new(
        "stream.pipeline.io.time",
        MetricLevel.Step,
        MetricKind.Distribution,
        "How long the call took, with all that was sent again."
    );

    public static readonly Metric Retries = new(
        "stream.pipeline.retry.count",
        MetricLevel.Step,
        MetricKind.Sum,
        "The requests that were sent again."
    );

    public static readonly Metric Throttles = new(
        "stream.pipeline.throttle.count",
        MetricLevel.Step,
        MetricKind.Sum,
        "The answers that asked for fewer requests."
    );

    public static readonly Metric BatchSize = new(
        "stream.pipeline.batchSize.count",
        MetricLevel.Step,
        MetricKind.Distribution,
        "The entries of a batch."
    );

    public static readonly Metric EventSize = new(
        "stream.pipeline.eventSize.bytes",
        MetricLevel.Step,
        MetricKind.Distribution,
        "The size of an entry."
    );

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All =
    [
        BatchUtilization,
        UowCount,
        Records,
        Unwanted,
        Acknowledged,
        FailedRecords,
        Faults,
        Payload,
        InvocationTime,
        Remaining,
        PipelineUtilization,
        ChannelWait,
        PipelineTime,
        Latency,
        PipelineFaults,
        PipelineFailures,
        CacheHits,
        CacheMisses,
        Compacted,
        IoWait,
        IoTime,
        Retries,
        Throttles,
        BatchSize,
        EventSize,
    ];

    public string Name => name;

    public MetricLevel Level => level;

    public MetricKind Kind => kind;

    public string Text => text;

    /// <summary>The unit in CloudWatch's words, which the last word of the name says.</summary>
    public string Unit { get; } =
        name.EndsWith("bytes", StringComparison.Ordinal) ? "Bytes"
        : name.EndsWith("time", StringComparison.Ordinal) ? "Milliseconds"
        : name.EndsWith("utilization", StringComparison.Ordinal) ? "Percent"
        : "Count";

    /// <summary>The unit in those of OpenTelemetry.</summary>
    public string Ucum =>
        Unit switch
        {
            "Bytes" => "By",
            "Milliseconds" => "ms",
            "Percent" => "%",
            _ => "{count}",
        };
}

/// <summary>Of what a metric is.</summary>
internal enum MetricLevel
{
    Function,
    Pipeline,
    Step,
}

/// <summary>What becomes of several values of a metric.</summary>
internal enum MetricKind
{
    /// <summary>There is one in an invocation.</summary>
    Last,

    /// <summary>They are added up.</summary>
    Sum,

    /// <summary>Their average, minimum, maximum, sum and count are told.</summary>
    Distribution,
}
