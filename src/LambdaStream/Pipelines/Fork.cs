using LambdaStream.Filters;

namespace LambdaStream.Pipelines;

/// <summary>All pipelines of an invocation: gives each the units that it wants, and runs them to their end.</summary>
/// <param name="rules">The pipelines.</param>
/// <param name="router">Which pipelines want an event.</param>
/// <param name="invocation">The invocation.</param>
/// <param name="recordCount">Tells the number of records so far.</param>
/// <param name="output">Gets what comes out of the pipelines' ends; null where nobody asks for it.</param>
internal sealed class Fork(
    Rule[] rules,
    Router router,
    Invocation invocation,
    Func<int> recordCount,
    Action<UnitOfWork>? output
)
{
    private PipelineRun[] _pipelines = [];

    /// <summary>Why a pipeline was aborted; null where none was.</summary>
    public Exception? Error => _pipelines.Select(pipeline => pipeline.Error).FirstOrDefault(error => error is not null);

    private IEnumerable<Task> AtWork => _pipelines.Select(pipeline => pipeline.Task).OfType<Task>();

    /// <summary>Gives units to the pipelines, which take them as far as they come without waiting.</summary>
    public void HandOver(IReadOnlyList<(UnitOfWork Unit, Route Route)> units, bool isByGroup)
    {
        Prepare(isByGroup);
        foreach (var (uow, route) in units)
        {
            foreach (var place in route.Pipelines)
                _pipelines[place].Add(uow);
            Reject(uow, route);
        }
        foreach (var pipeline in _pipelines)
            pipeline.GoOn(output);
    }

    /// <summary>Runs an asynchronous head, which gives its units to the pipelines as far as these have room, and then all to their end.</summary>
    public async Task RunAsync(HeadRun head, bool isByGroup)
    {
        Prepare(isByGroup);
        await EndAsync([PumpAsync(head)]);
    }

    /// <summary>Gives a unit of an asynchronous head to the pipelines, and waits for those that are too far behind.</summary>
    public async ValueTask DispatchAsync(UnitOfWork uow)
    {
        var route = router.Find(uow.Event.Type);
        foreach (var place in route.Pipelines)
            await _pipelines[place].AddAsync(uow, output);
        Reject(uow, route);
    }

    /// <summary>Runs the pipelines to their end: no more units come.</summary>
    public Task EndAsync()
    {
        Complete();
        return EndAsync([]);
    }

    /// <summary>Marks the records that the pipelines are not done with.</summary>
    public void MarkUndone(bool[] failed)
    {
        foreach (var pipeline in _pipelines)
            pipeline.MarkUndone(failed);
    }

    private void Prepare(bool isByGroup)
    {
        if (_pipelines.Length == 0)
            _pipelines = Array.ConvertAll(rules, rule => new PipelineRun(rule, invocation, recordCount, isByGroup));
    }

    private void Reject(UnitOfWork uow, Route route)
    {
        foreach (var (place, error) in route.Failures)
            _pipelines[place].Reject(uow, error);
    }

    private void Complete()
    {
        foreach (var pipeline in _pipelines)
            pipeline.Complete();
    }

    private async Task PumpAsync(HeadRun head)
    {
        await head.RunAsync();
        Complete();
        await Task.WhenAll(AtWork);
    }

    private async Task EndAsync(IEnumerable<Task> more)
    {
        try
        {
            await Task.WhenAll(more.Concat(AtWork)).WaitAsync(invocation.Deadline.Abandonment);
        }
        catch (OperationCanceledException)
        {
            // What hangs is left alone: disposing an enumerator while it moves throws.
        }
    }
}
