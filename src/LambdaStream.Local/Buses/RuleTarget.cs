namespace LambdaStream.Local.Buses;

/// <summary>The events on their way to one target of a rule. There is no order among them, as with EventBridge.</summary>
internal sealed class RuleTarget(
    string description,
    int maximumRetryAttempts,
    Func<Json, CancellationToken, ValueTask> deliver
) : IDelivery
{
    private readonly Lock _lock = new();
    private readonly Queue<(Json Envelope, int Failures)> _waiting = [];
    private readonly List<UndeliveredEvent> _undelivered = [];

    public string Description => description;

    public IReadOnlyList<UndeliveredEvent> Undelivered => _undelivered;

    public void Accept(Json envelope)
    {
        lock (_lock)
            _waiting.Enqueue((envelope, 0));
    }

    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        if (!TryPeek(out var envelope, out var failures))
            return false;
        try
        {
            await deliver(envelope, cancellationToken);
            Done(null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var attempts = failures + 1;
            if (attempts > maximumRetryAttempts)
            {
                _undelivered.Add(
                    new()
                    {
                        Envelope = envelope,
                        Attempts = attempts,
                        Error = exception,
                    }
                );
                Done(null);
            }
            else
            {
                Done((envelope, attempts));
            }
        }
        return true;
    }

    private bool TryPeek(out Json envelope, out int failures)
    {
        lock (_lock)
        {
            var found = _waiting.TryPeek(out var next);
            (envelope, failures) = next;
            return found;
        }
    }

    // Takes the event out only now, so that a cancelled delivery is still waiting.
    private void Done((Json Envelope, int Failures)? again)
    {
        lock (_lock)
        {
            _waiting.Dequeue();
            if (again is { } retry)
                _waiting.Enqueue(retry);
        }
    }
}
