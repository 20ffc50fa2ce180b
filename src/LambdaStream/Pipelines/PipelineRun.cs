using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LambdaStream.Pipelines;

/// <summary>One pipeline in one invocation: the units that are routed to it, and how far it got with them.</summary>
internal sealed class PipelineRun
{
    // So far an asynchronous head may be ahead of the slowest pipeline.
    private const int Ahead = 4;

    private readonly Rule _rule;
    private readonly Scope _scope;
    private readonly Channel<UnitOfWork> _queue;
    private readonly Lock _lock = new();
    private readonly List<Origins> _routed = [];
    private readonly List<Origins> _arrived = [];
    private int _taken;
    private bool _isDrained;
    private bool _isEnded;

    /// <param name="rule">The pipeline.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="isBounded">Whether who routes waits for the pipeline, or has all units at hand.</param>
    public PipelineRun(Rule rule, Invocation invocation, bool isBounded)
    {
        _rule = rule;
        _scope = new(invocation, rule.Id);
        _queue = isBounded
            ? Channel.CreateBounded<UnitOfWork>(
                new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true }
            )
            : Channel.CreateUnbounded<UnitOfWork>(
                new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
            );
    }

    /// <summary>Why the pipeline was aborted; null where it was not.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The pipeline at work; null until its first unit comes.</summary>
    public Task? Task { get; private set; }

    /// <summary>Routes a unit to a pipeline that is not bounded.</summary>
    public void Add(UnitOfWork uow) => _queue.Writer.TryWrite(Routed(uow));

    /// <summary>Routes a unit to the pipeline, and waits as long as it is too far behind.</summary>
    public ValueTask AddAsync(UnitOfWork uow) =>
        _queue.Writer.WriteAsync(Routed(uow), _scope.Invocation.Deadline.Cancellation);

    /// <summary>A unit that the pipeline's event type function failed on.</summary>
    public void Reject(UnitOfWork uow, Exception error) => uow.In(_scope).Fail(error);

    /// <summary>Says that no more units come.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Starts the pipeline, if it has units and is not at work already.</summary>
    public void Start(Action<UnitOfWork>? output)
    {
        if (Task is null && _routed.Count > 0)
            Task = RunAsync(output);
    }

    /// <summary>Marks the records that the pipeline is not done with, apart from those behind a unit that failed.</summary>
    /// <remarks>
    /// An enumeration that ended was done with every unit it took, and gave up the rest, as <c>Take</c> does; but what was
    /// not begun because of the deadline is still to do. Of a pipeline that was aborted or hangs only that is done what
    /// reached its tail, and not as one of several parts.
    /// </remarks>
    public void MarkUndone(bool[] failed)
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                if (_isDrained)
                {
                    foreach (var origins in _routed.Skip(_taken))
                        origins.Mark(failed);
                }
                return;
            }
            var done = new bool[failed.Length];
            foreach (var origins in _arrived)
                origins.Mark(done);
            foreach (var origins in _routed)
            {
                if (!origins.AreAllIn(done))
                    origins.Mark(failed);
            }
        }
    }

    private UnitOfWork Routed(UnitOfWork uow)
    {
        uow = uow.In(_scope);
        lock (_lock)
            _routed.Add(uow.Origins);
        return uow;
    }

    private async Task RunAsync(Action<UnitOfWork>? output)
    {
        var watch = _scope.Invocation.Watch;
        watch?.Started(_rule.Id);
        try
        {
            await foreach (var uow in _rule.Connect(Units()))
            {
                if (!uow.IsPart)
                {
                    lock (_lock)
                        _arrived.Add(uow.Origins);
                }
                watch?.Left(uow);
                output?.Invoke(uow);
            }
            lock (_lock)
                _isEnded = true;
        }
        catch (Exception error)
        {
            Error = error;
        }
        watch?.Finished(_rule.Id, Error);
        // Who routes must not wait for a pipeline that wants no more.
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out _)) { }
        }
    }

    private async IAsyncEnumerable<UnitOfWork> Units(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var deadline = _scope.Invocation.Deadline;
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_queue.Reader.TryPeek(out _))
            {
                if (deadline.IsDraining)
                {
                    _isDrained = true;
                    yield break;
                }
                if (!_queue.Reader.TryRead(out var uow))
                    break;
                _taken++;
                yield return _scope.Invocation.Watch?.Enter(uow, _rule.Id) ?? uow;
            }
        }
    }
}
