using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Pipelines;

/// <summary>The units of a FIFO queue on their way through a pipeline: in each turn one of every message group.</summary>
internal sealed class GroupTurns
{
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly List<UnitOfWork> _turn = [];
    private List<UnitOfWork> _waiting = [];
    private List<UnitOfWork> _later = [];
    private int _next;
    private bool _isComplete;

    /// <summary>Whether the pipeline has asked for all units of the turn, and there are more for another one.</summary>
    /// <remarks>A pipeline that has not, as <c>Take</c> does, wants no more of the other turns either.</remarks>
    public bool HasNext => _isComplete && _later.Count > 0;

    /// <summary>The units that have not had their turn.</summary>
    public IEnumerable<Origins> Waiting => _waiting.Skip(_next).Concat(_later).Select(uow => uow.Origins);

    /// <summary>The units of a turn that has ended; a part of a record does not prove that the record is done.</summary>
    public IEnumerable<Origins> Done => _isComplete ? _turn.Where(uow => !uow.IsPart).Select(uow => uow.Origins) : [];

    /// <summary>Begins a turn with the units that the former has left.</summary>
    public void Begin()
    {
        (_waiting, _later, _next, _isComplete) = (_later, [], 0, false);
        _groups.Clear();
        _turn.Clear();
    }

    /// <summary>The next unit that has waited for this turn.</summary>
    public bool TryPeek([NotNullWhen(true)] out UnitOfWork? uow)
    {
        while (_next < _waiting.Count && !Enters(_waiting[_next]))
            _later.Add(_waiting[_next++]);
        uow = _next < _waiting.Count ? _waiting[_next] : null;
        return uow is not null;
    }

    /// <summary>Takes the unit that was looked at.</summary>
    public void Take() => Enter(_waiting[_next++]);

    /// <summary>Takes a new unit if none of its group is in the turn; otherwise it waits for a later one.</summary>
    public bool TryEnter(UnitOfWork uow)
    {
        if (Enters(uow))
        {
            Enter(uow);
            return true;
        }
        _later.Add(uow);
        return false;
    }

    /// <summary>The turn has no more units.</summary>
    public void End() => _isComplete = true;

    private bool Enters(UnitOfWork uow) => uow.Record?.Group is not { } group || !_groups.Contains(group);

    private void Enter(UnitOfWork uow)
    {
        _turn.Add(uow);
        if (uow.Record?.Group is { } group)
            _groups.Add(group);
    }
}
