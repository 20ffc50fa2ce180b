namespace LambdaStream.Pipelines;

/// <summary>How long the units of one pipeline take, as far as has been seen, and whether there is time for another one.</summary>
/// <remarks>
/// Two looks at the clock that a pipeline takes anyway tell of most: from one unit to when the next is asked for. Where
/// several are in flight or wait for a batch to fill, one of them at a time is followed to the tail besides. It is an upper
/// estimate: the slowest so far.
/// </remarks>
internal sealed class Pace(Deadline deadline)
{
    private TimeSpan _slowest;

    // The unit that was begun last, as long as nobody has asked for the next one.
    private UnitOfWork? _last;
    private TimeSpan _lastBegan;

    // The record that is followed.
    private int? _followed;
    private TimeSpan _followedBegan;

    /// <summary>Whether there is time for a unit, which is begun then.</summary>
    public bool TryBegin(UnitOfWork uow)
    {
        if (deadline.IsEndless)
            return !deadline.IsDraining;
        var now = deadline.Elapsed;
        EndLast(now);
        if (!deadline.LeavesTime(now, _slowest))
            return false;
        (_last, _lastBegan) = (uow, now);
        if (_followed is null)
            (_followed, _followedBegan) = (uow.Origins[0].Index, now);
        return true;
    }

    /// <summary>A unit has reached the tail.</summary>
    public void Arrived(UnitOfWork uow)
    {
        if (_followed is not { } followed)
            return;
        var origins = uow.Origins;
        // Where it is the only one on its way, the time to the next one tells as much.
        if (origins.Contains(followed) && followed != _last?.Origins[0].Index)
            _slowest = Max(_slowest, deadline.Elapsed - _followedBegan);
        // Where a later one is here first, the one that was followed has been dropped.
        if (origins.Contains(followed) || origins[0].Index > followed)
            _followed = null;
    }

    /// <summary>The next unit is asked for, but is not there yet: the time until it is belongs to none.</summary>
    public void Pause()
    {
        if (_last is not null)
            EndLast(deadline.Elapsed);
    }

    private void EndLast(TimeSpan now)
    {
        if (_last is null)
            return;
        _slowest = Max(_slowest, now - _lastBegan);
        _last = null;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
