namespace LambdaStream.Local.Functions;

/// <summary>A call that nobody waits for: Lambda makes it later, and twice more if the function fails.</summary>
internal sealed class AsynchronousInvocations : IDelivery
{
    private const int Attempts = 3;

    private readonly Lock _lock = new();
    private readonly Queue<(
        string Name,
        LocalFunction Function,
        ReadOnlyMemory<byte> Payload,
        int Failures
    )> _waiting = [];
    private readonly List<FailedInvocation> _failed = [];

    public IReadOnlyList<FailedInvocation> Failed
    {
        get
        {
            lock (_lock)
                return [.. _failed];
        }
    }

    public string Description => "asynchronous invocations";

    public void Add(string name, LocalFunction function, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
            _waiting.Enqueue((name, function, payload, 0));
    }

    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        (string Name, LocalFunction Function, ReadOnlyMemory<byte> Payload, int Failures) next;
        lock (_lock)
        {
            if (!_waiting.TryPeek(out next))
                return false;
        }
        Exception? error = null;
        try
        {
            await next.Function(next.Payload, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            error = exception;
        }
        // Taken out only now, so that a cancelled delivery is still waiting.
        lock (_lock)
        {
            _waiting.Dequeue();
            if (error is null)
                return true;
            if (next.Failures + 1 < Attempts)
                _waiting.Enqueue(next with { Failures = next.Failures + 1 });
            else
                _failed.Add(
                    new()
                    {
                        FunctionName = next.Name,
                        Payload = next.Payload,
                        Error = error,
                    }
                );
        }
        return true;
    }
}
