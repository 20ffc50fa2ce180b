namespace LambdaStream.Local.Simulations;

/// <summary>A function whose invocations run in processes of their own, in virtual time, and meet with what the options say.</summary>
internal sealed class SimulatedFunction(
    Scheduler scheduler,
    Func<string> newRequestId,
    Func<ReadOnlyMemory<byte>, InvocationContext, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler,
    SimulatedFunctionOptions options
)
{
    // A crash within the first 2^9 steps, as often in the first two as in the last half.
    private const int MaxCrashBits = 9;

    public async ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload,
        CancellationToken cancellationToken
    )
    {
        if (!scheduler.IsRunning)
            throw new InvalidOperationException("A simulated function runs only while Simulation.Run does.");
        if (Happens(options.Throttled))
            throw new FunctionThrottledException();
        var invocation = new SimulatedInvocation(newRequestId(), payload, scheduler.Time.Now);
        var process = new Process(scheduler) { Invocation = invocation };
        var ended = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        if (Happens(options.Crashed))
            process.DieAfter(
                scheduler.Random.Next(1, 1 << scheduler.Random.Next(1, MaxCrashBits + 1)),
                () => End(InvocationEnd.Crashed, default, new FunctionCrashedException())
            );
        options.OnBegin?.Invoke(invocation);
        await using var timeout = scheduler.Time.CreateTimer(
            _ =>
            {
                if (End(InvocationEnd.TimedOut, default, new FunctionTimedOutException(options.Timeout)))
                    process.Kill();
            },
            null,
            options.Timeout,
            Timeout.InfiniteTimeSpan
        );
        process.Post(_ => Observe(RunAsync()), null);
        return await ended.Task;

        async Task RunAsync()
        {
            try
            {
                var context = new InvocationContext { RequestId = invocation.RequestId, Remaining = options.Timeout };
                var response = await handler(payload, context, cancellationToken);
                if (Happens(options.AnswerLost))
                    End(InvocationEnd.AnswerLost, response, new FunctionCrashedException());
                else
                    End(InvocationEnd.Answered, response, null);
            }
            catch (Exception error)
            {
                End(InvocationEnd.Failed, default, error);
            }
        }

        bool End(InvocationEnd end, ReadOnlyMemory<byte> response, Exception? error)
        {
            if (invocation.End is not InvocationEnd.Running)
                return false;
            // Lambda uses the process again, so what was left alone goes on.
            process.Spare();
            invocation.Close(scheduler.Time.Now, end, response, error);
            scheduler.Root.Post(
                _ =>
                {
                    options.OnEnd?.Invoke(invocation);
                    if (error is null)
                        ended.SetResult(response);
                    else
                        ended.SetException(error);
                },
                null
            );
            return true;
        }
    }

    // What goes wrong in it is in the task that Lambda waits for.
    private static void Observe(Task task) => _ = task;

    private bool Happens(double chance) => chance > 0 && scheduler.Random.NextDouble() < chance;
}
