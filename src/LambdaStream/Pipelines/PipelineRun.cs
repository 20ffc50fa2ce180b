using System.Runtime.CompilerServices;

namespace LambdaStream.Pipelines;

/// <summary>One pipeline in one invocation: the units that are routed to it, and how far it got with them.</summary>
internal sealed class PipelineRun
{
    // So many units an asynchronous head may add before the slowest pipeline comes for them.
    private const int Ahead = 2;

    private readonly Rule _rule;
    private readonly Scope _scope;
    private readonly UnitQueue _queue = new();
    private readonly Lock _lock = new();
    private readonly List<Origins> _routed = [];
    private readonly List<Origins> _arrived = [];
    private readonly Func<int> _recordCount;
    private readonly Pace _pace;
    private readonly GroupTurns? _turns;
    private int _taken;
    private bool _isDrained;
    private bool _isEnded;

    /// <param name="rule">The pipeline.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="recordCount">Tells the number of records so far.</param>
    /// <param name="isByGroup">Whether of each message group one unit at a time goes through the pipeline.</param>
    public PipelineRun(Rule rule, Invocation invocation, Func<int> recordCount, bool isByGroup)
    {
        _rule = rule;
        _scope = new(invocation, rule.Id) { Rule = rule };
        _recordCount = recordCount;
        _pace = new(invocation.Deadline);
        _turns = isByGroup ? new() : null;
    }

    /// <summary>Why the pipeline was aborted; null where it was not.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The pipeline at work; null until its first unit comes.</summary>
    public Task? Task { get; private set; }

    /// <summary>Routes a unit to the pipeline, which takes it when it is told to go on.</summary>
    public void Add(UnitOfWork uow) => _queue.Add(Routed(uow));

    /// <summary>Routes a unit to the pipeline, and waits as long as it is too far behind.</summary>
    public async ValueTask AddAsync(UnitOfWork uow, Action<UnitOfWork>? output)
    {
        var added = _queue.AddAsync(Routed(uow), Ahead, _scope.Invocation.Deadline.Cancellation);
        GoOn(output);
        await added;
    }

    /// <summary>A unit that the pipeline's event type function failed on.</summary>
    public void Reject(UnitOfWork uow, Exception error) => uow.In(_scope).Fail(error);

    /// <summary>Says that no more units come.</summary>
    public void Complete() => _queue.Complete();

    /// <summary>Lets the pipeline take the units it has got, as far as it comes without waiting. It begins with its first one.</summary>
    public void GoOn(Action<UnitOfWork>? output)
    {
        if (Task is not null)
            _queue.Tell();
        else if (_routed.Count > 0)
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
        foreach (var origins in Undone(failed.Length))
            origins.Mark(failed);
    }

    private List<Origins> Undone(int recordCount)
    {
        lock (_lock)
        {
            if (_isEnded)
                return _isDrained ? [.. _routed.Skip(_taken), .. _turns?.Waiting ?? []] : [];
            var done = new bool[recordCount];
            foreach (var origins in _arrived)
                origins.Mark(done);
            return _routed.FindAll(origins => !origins.AreAllIn(done));
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
            if (_turns is null)
                await EnumerateAsync(Units(), output);
            else
                await TakeTurnsAsync(_turns, output);
            lock (_lock)
                _isEnded = true;
        }
        catch (Exception error)
        {
            Error = error;
            HoldBackUndone();
        }
        watch?.Finished(_rule.Id, Error);
        // Who routes must not wait for a pipeline that wants no more.
        while (await _queue.WaitAsync())
        {
            var uow = _queue.Take();
            if (Error is not null)
                _scope.Invocation.Holdback?.Fail(uow.Origins);
        }
    }

    private async Task EnumerateAsync(IAsyncEnumerable<UnitOfWork> units, Action<UnitOfWork>? output)
    {
        var watch = _scope.Invocation.Watch;
        await foreach (var uow in _rule.Connect(watch is null ? units : watch.Entering(units, _rule.Id)))
        {
            _pace.Arrived(uow);
            if (!uow.IsPart)
            {
                lock (_lock)
                    _arrived.Add(uow.Origins);
            }
            watch?.Left(uow);
            output?.Invoke(uow);
        }
    }

    // Each turn is an enumeration of its own. So when it ends it is known to be done with its units, also with those that a step
    // drops, and no step waits for a unit that only comes once it has let another one go.
    private async Task TakeTurnsAsync(GroupTurns turns, Action<UnitOfWork>? output)
    {
        do
        {
            turns.Begin();
            await EnumerateAsync(Turn(turns), output);
            lock (_lock)
                _arrived.AddRange(turns.Done);
        } while (turns.HasNext && !_isDrained);
    }

    private void HoldBackUndone()
    {
        if (_scope.Invocation.Holdback is not { } holdback)
            return;
        foreach (var origins in Undone(_recordCount()))
            holdback.Fail(origins);
    }

    private async IAsyncEnumerable<UnitOfWork> Units(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var holdback = _scope.Invocation.Holdback;
        while (await _queue.WaitAsync(cancellationToken))
        {
            while (_queue.Next is { } uow)
            {
                if (!_pace.TryBegin(uow))
                {
                    _isDrained = true;
                    yield break;
                }
                _queue.Take();
                _taken++;
                if (holdback is null || !holdback.Holds(uow))
                    yield return uow;
            }
            _pace.Pause();
        }
    }

    private async IAsyncEnumerable<UnitOfWork> Turn(
        GroupTurns turns,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (turns.TryPeek(out var uow))
        {
            if (!_pace.TryBegin(uow))
            {
                _isDrained = true;
                yield break;
            }
            turns.Take();
            if (!_scope.Invocation.Holdback!.Holds(uow))
                yield return uow;
        }
        await foreach (var uow in Units(cancellationToken))
        {
            if (turns.TryEnter(uow))
                yield return uow;
        }
        turns.End();
    }
}
