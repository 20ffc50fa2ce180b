using LambdaStream.Faults;
using LambdaStream.Observing;

namespace LambdaStream.Metrics;

/// <summary>Measures an invocation.</summary>
internal sealed class MetricsObserver : Observer
{
    private readonly Invocation _invocation;
    private readonly MetricSwitches _switches;
    private readonly Instruments? _instruments;
    private readonly Action<MetricSet>? _publish;
    private readonly MetricSet _metrics = new();

    /// <param name="invocation">The invocation.</param>
    /// <param name="switches">What is measured.</param>
    /// <param name="instruments">Who gets each value as it comes; null where nobody listens.</param>
    /// <param name="publish">Gets all values at the end; null where nobody wants them.</param>
    /// <param name="payloadSize">The bytes of the payload.</param>
    public MetricsObserver(
        Invocation invocation,
        MetricSwitches switches,
        Instruments? instruments,
        Action<MetricSet>? publish,
        int payloadSize
    )
    {
        _invocation = invocation;
        _switches = switches;
        _instruments = instruments;
        _publish = publish;
        Add(Metric.Payload, payloadSize);
    }

    public override void Received(Receipt receipt)
    {
        Add(Metric.Records, receipt.Records);
        Add(Metric.Unwanted, receipt.Unwanted);
        Add(Metric.BatchUtilization, 100.0 * receipt.Records / _invocation.Options.BatchSize);
    }

    public override void Entered(UnitOfWork uow, Track track)
    {
        if (IsOfPipeline(uow) && PublishTime.Of(uow) is { } published)
            Add(Metric.ChannelWait, Math.Max(0, _invocation.Now - published), track.Pipeline);
    }

    public override void Left(UnitOfWork uow, Track track)
    {
        var time = _invocation.Time.GetElapsedTime(track.Entered).TotalMilliseconds;
        Add(Metric.UowCount, 1);
        Add(Metric.PipelineTime, time, track.Pipeline);
        if (PublishTime.Of(uow) is { } published)
            Add(Metric.Latency, Math.Max(time, _invocation.Now - published), track.Pipeline);
    }

    public override void Called(IoCall call)
    {
        var (pipeline, step) = (call.Pipeline, call.Io.Step);
        if (call.Error is { } error && Retryable.IsThrottling(error))
            Add(Metric.Throttles, 1, pipeline, step);
        if (!_switches.Step)
            return;
        Add(Metric.IoWait, call.Waited.TotalMilliseconds, pipeline, step);
        Add(Metric.IoTime, call.Elapsed.TotalMilliseconds, pipeline, step);
    }

    public override void Retried(IoCall call, string code, bool isThrottled)
    {
        Add(Metric.Retries, 1, call.Pipeline, call.Io.Step);
        if (isThrottled)
            Add(Metric.Throttles, 1, call.Pipeline, call.Io.Step);
    }

    public override void Cached(UnitOfWork uow, bool isHit)
    {
        if (uow.Scope.Track is { } track)
            Add(isHit ? Metric.CacheHits : Metric.CacheMisses, 1, track.Pipeline);
    }

    public override void Compacted(UnitOfWork last, int count)
    {
        if (_switches.Compact && last.Scope.Track is { } track)
            Add(Metric.Compacted, count, track.Pipeline);
    }

    public override void Batched(UnitOfWork batch, Io io, IReadOnlyList<long> sizes)
    {
        if (!_switches.Size || batch.Scope.Track is not { } track)
            return;
        Add(Metric.BatchSize, sizes.Count, track.Pipeline, io.Step);
        foreach (var size in sizes)
            Add(Metric.EventSize, size, track.Pipeline, io.Step);
    }

    public override void Failed(UnitOfWork uow, Exception error, bool isFault) =>
        Add(
            isFault ? Metric.PipelineFaults : Metric.PipelineFailures,
            1,
            uow.Scope.IsFaults ? Watch.Fault
                : uow.Pipeline.Length > 0 ? uow.Pipeline
                : Watch.Head
        );

    public override void Ended(Ending ending)
    {
        Add(Metric.Acknowledged, ending.Acknowledged);
        Add(Metric.FailedRecords, ending.Failed);
        Add(Metric.Faults, ending.Faults);
        Add(Metric.InvocationTime, ending.Elapsed.TotalMilliseconds);
        if (ending.Remaining != Timeout.InfiniteTimeSpan)
            Add(Metric.Remaining, ending.Remaining.TotalMilliseconds);
        AddUtilization();
        _publish?.Invoke(_metrics);
    }

    private void AddUtilization()
    {
        // Counted even where nothing came out, so that an alarm can tell that from no invocation.
        Add(Metric.UowCount, 0);
        var all = _metrics.Find(Metric.UowCount)!.Sum;
        foreach (var group in _metrics.Groups().Where(group => group.Step.Length == 0))
        {
            if (_metrics.Find(Metric.PipelineTime, group.Pipeline) is { } time)
                Add(Metric.PipelineUtilization, 100.0 * time.Count / all, group.Pipeline);
        }
    }

    private static bool IsOfPipeline(UnitOfWork uow) => uow.Pipeline.Length > 0 && !uow.Scope.IsFaults;

    private void Add(Metric metric, double value, string pipeline = "", string step = "")
    {
        _metrics.Add(metric, pipeline, step, value);
        _instruments?.Record(metric, pipeline, step, value);
    }
}
