using System.Diagnostics;
using LambdaStream.Observing;

namespace LambdaStream.Tracing;

/// <summary>Traces an invocation: a span for it, for each of its pipelines and for each call of a step.</summary>
/// <remarks>
/// Parents are explicit: what an ambient span would be behind a step of an asynchronous stream nobody knows. A batch is of
/// several traces, so the span of its call has one parent, its pipeline, and a link to each span that its events come from.
/// </remarks>
internal sealed class TraceObserver : Observer
{
    // What SDKs keep of a span by default. More would only take time.
    private const int MaxLinks = 128;
    private const int MaxFaults = 128;

    private readonly Invocation _invocation;
    private readonly ActivitySource _source;
    private readonly Activity _root;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Activity?> _pipelines = new(StringComparer.Ordinal);

    // Where the events come from.
    private readonly HashSet<ActivityContext> _producers = [];
    private UnitOfWork? _first;
    private int _faults;

    private TraceObserver(Invocation invocation, ActivitySource source, Activity root)
    {
        _invocation = invocation;
        _source = source;
        _root = root;
    }

    /// <summary>Traces the invocation from now on; null where nobody listens, or whoever calls has decided not to be traced.</summary>
    public static TraceObserver? Start(Invocation invocation)
    {
        var options = invocation.Options;
        var source = options.ActivitySource;
        if (!source.HasListeners())
            return null;
        var root = source.StartActivity(
            "process",
            ActivityKind.Consumer,
            XRay.Read(invocation.TraceId),
            [
                new(SpanTag.InvocationId, invocation.RequestId),
                new(SpanTag.FunctionName, options.FunctionName),
                new(SpanTag.Region, options.Region),
                new(SpanTag.OperationName, "process"),
                new(SpanTag.OperationType, "process"),
            ],
            startTime: invocation.Time.GetUtcNow()
        );
        return root is null ? null : new(invocation, source, root);
    }

    public override void Read(UnitOfWork uow)
    {
        _first ??= uow;
        if (_producers.Count == MaxLinks)
            return;
        var producer = ProducerContext.Of(uow);
        if (producer != default && _producers.Add(producer))
            _root.AddLink(new(producer));
    }

    public override void Received(Receipt receipt)
    {
        var place = _first is null ? null : SpanNames.PlaceOf(_first);
        _root.DisplayName = $"process {place ?? receipt.Source}";
        _root.SetTag(SpanTag.System, SpanNames.SystemOf(receipt.Source));
        _root.SetTag(SpanTag.Trigger, SpanNames.TriggerOf(receipt.Source));
        _root.SetTag(SpanTag.Destination, place);
        _root.SetTag(SpanTag.MessageCount, receipt.Records);
    }

    public override void Started(string pipeline)
    {
        var span = _source.StartActivity(
            $"pipeline {pipeline}",
            ActivityKind.Internal,
            _root.Context,
            [new(SpanTag.Pipeline, pipeline)],
            startTime: _invocation.Time.GetUtcNow()
        );
        lock (_lock)
            _pipelines[pipeline] = span;
    }

    public override void Entered(UnitOfWork uow, Track track)
    {
        track.Parent = SpanOf(track.Pipeline).Context;
        track.Producer = ProducerContext.Of(uow);
    }

    public override void Calling(IoCall call)
    {
        var io = call.Io;
        var unit = call.Unit;
        var target = io.Target?.Invoke(_invocation.Options);
        var units = unit.Batch.Count > 0 ? unit.Batch : [unit];
        var span = _source.StartActivity(
            SpanNames.NameOf(io, target),
            SpanNames.KindOf(io),
            call.Track.Parent,
            SpanNames.TagsOf(io, target),
            Links(units.Select(one => one.Scope.Track?.Producer ?? default)),
            _invocation.Time.GetUtcNow()
        );
        if (span is null)
            return;
        span.SetTag(SpanTag.Pipeline, call.Pipeline);
        if (units.Count > 1)
            span.SetTag(SpanTag.MessageCount, units.Count);
        else
            span.SetTag(SpanTag.EventId, units[0].Event.Id).SetTag(SpanTag.EventType, units[0].Event.Type);
        call.Span = span;
    }

    public override void Retried(IoCall call, string code, bool isThrottled) =>
        call.Span?.AddEvent(
            new(
                "retry",
                _invocation.Time.GetUtcNow(),
                new() { [SpanTag.Error] = code, [SpanTag.IsThrottled] = isThrottled }
            )
        );

    public override void Called(IoCall call)
    {
        if (call.Span is not { } span)
            return;
        if (call.Retries > 0)
            span.SetTag(SpanTag.Retries, call.Retries);
        if (call.Error is { } error)
            Fail(span, ShownException.Of(call.Unit, error));
        Stop(span);
    }

    public override void Failed(UnitOfWork uow, Exception error, bool isFault)
    {
        if (Interlocked.Increment(ref _faults) > MaxFaults)
            return;
        SpanOf(uow.Pipeline)
            .AddException(
                ShownException.Of(uow, error),
                [
                    new(SpanTag.ExceptionType, ShownException.TypeOf(error)),
                    new(SpanTag.EventId, uow.Event.Id),
                    new(SpanTag.EventType, uow.Event.Type),
                    new(SpanTag.IsFault, isFault),
                ],
                _invocation.Time.GetUtcNow()
            );
    }

    public override void Finished(string pipeline, Exception? error)
    {
        Activity? span;
        lock (_lock)
        {
            if (!_pipelines.Remove(pipeline, out span))
                return;
        }
        if (span is null)
            return;
        if (error is not null)
            Fail(span, error);
        Stop(span);
    }

    public override void Ended(Ending ending)
    {
        // A pipeline that hangs is left alone, but its span must not be lost.
        List<string> open;
        lock (_lock)
            open = [.. _pipelines.Keys];
        foreach (var pipeline in open)
            Finished(pipeline, new TimeoutException("The pipeline was left alone at the deadline."));
        _root.SetTag(SpanTag.Acknowledged, ending.Acknowledged);
        _root.SetTag(SpanTag.FailedRecords, ending.Failed);
        _root.SetTag(SpanTag.Faults, ending.Faults);
        if (ending.Error is { } error)
            Fail(_root, error);
        Stop(_root);
    }

    // The head, faults and what comes after the end of a pipeline belong to the invocation.
    private Activity SpanOf(string pipeline)
    {
        lock (_lock)
            return _pipelines.GetValueOrDefault(pipeline) ?? _root;
    }

    private void Fail(Activity span, Exception error)
    {
        span.SetTag(SpanTag.Error, ShownException.TypeOf(error));
        span.SetStatus(ActivityStatusCode.Error, error.Message);
        span.AddException(
            error,
            [new(SpanTag.ExceptionType, ShownException.TypeOf(error))],
            _invocation.Time.GetUtcNow()
        );
    }

    private void Stop(Activity span)
    {
        span.SetEndTime(_invocation.Time.GetUtcNow().UtcDateTime);
        span.Stop();
    }

    private static List<ActivityLink> Links(IEnumerable<ActivityContext> contexts) =>
        [
            .. contexts
                .Where(context => context != default)
                .Distinct()
                .Take(MaxLinks)
                .Select(context => new ActivityLink(context)),
        ];
}
