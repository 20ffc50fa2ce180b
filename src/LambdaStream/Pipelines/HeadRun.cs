using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream.Pipelines;

/// <summary>The steps between a source and the pipelines, at work: their units go on as far as the pipelines have room.</summary>
internal sealed class HeadRun(
    List<UnitOfWork> units,
    Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> steps,
    Invocation invocation,
    Func<UnitOfWork, ValueTask> dispatch
)
{
    private readonly Lock _lock = new();
    private readonly List<Origins> _arrived = [];
    private readonly Pace _pace = new(invocation.Deadline);
    private int _taken;
    private bool _isEnded;

    /// <summary>Why the head was aborted; null where it was not.</summary>
    public Exception? Error { get; private set; }

    public async Task RunAsync()
    {
        try
        {
            await foreach (var uow in steps(Units()))
            {
                _pace.Arrived(uow);
                await dispatch(uow);
                if (uow.IsPart)
                    continue;
                lock (_lock)
                    _arrived.Add(uow.Origins);
            }
            lock (_lock)
                _isEnded = true;
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>Marks the records that the head has not handed on, apart from those that it dropped or that failed in it.</summary>
    public void MarkUndone(bool[] failed)
    {
        lock (_lock)
        {
            var done = new bool[failed.Length];
            if (!_isEnded)
            {
                foreach (var origins in _arrived)
                    origins.Mark(done);
            }
            foreach (var uow in _isEnded ? units.Skip(_taken) : units)
            {
                if (!uow.Origins.AreAllIn(done))
                    uow.Origins.Mark(failed);
            }
        }
    }

    private async IAsyncEnumerable<UnitOfWork> Units(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await ValueTask.CompletedTask;
        while (_taken < units.Count && _pace.TryBegin(units[_taken]))
        {
            var uow = units[_taken++];
            yield return invocation.Watch?.Enter(uow, Watch.Head) ?? uow;
        }
    }
}
