namespace LambdaStream.Faults;

/// <summary>The units of work of one invocation that failed: as faults, to be published, or to be delivered again.</summary>
internal sealed class FaultLog(Invocation invocation)
{
    private readonly Lock _lock = new();
    private List<Fault> _faults = [];
    private List<Fault> _failures = [];

    /// <summary>Takes a failed unit out of its stream.</summary>
    /// <remarks>
    /// It becomes a fault, unless the error is retryable, or the invocation is being cancelled, or the unit is itself a
    /// fault that could not be published: then its records are delivered again.
    /// </remarks>
    public void Add(UnitOfWork unit, Exception error)
    {
        var isFailure = unit.Scope.IsFaults || IsCancellation(error) || unit.Scope.IsRetryable(error);
        if (isFailure)
        {
            AddFailure(unit, error);
            return;
        }
        lock (_lock)
            _faults.Add(new(unit, error));
        invocation.Watch?.Failed(unit, error, isFault: true);
    }

    /// <summary>Takes out a unit whose records are to be delivered again, whatever the error.</summary>
    public void AddFailure(UnitOfWork unit, Exception error)
    {
        invocation.Holdback?.Fail(unit.Origins);
        lock (_lock)
            _failures.Add(new(unit, error));
        invocation.Watch?.Failed(unit, error, isFault: false);
    }

    /// <summary>What failed until now. What an abandoned pipeline adds later belongs to nobody: its records are failed.</summary>
    public (IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Failures) Close()
    {
        lock (_lock)
        {
            var closed = (_faults, _failures);
            (_faults, _failures) = ([], []);
            return closed;
        }
    }

    // A client's own time-out is an OperationCanceledException too, so the invocation's token decides.
    private bool IsCancellation(Exception error) =>
        error is OperationCanceledException && invocation.Deadline.Cancellation.IsCancellationRequested;
}
