using System.Collections.Concurrent;

namespace LambdaStream.Tests.Pipelines;

/// <summary>Runs asynchronous code on one thread, as a simulation does: a hidden Task.Run or ConfigureAwait would leave it.</summary>
internal static class SingleThread
{
    public static Task RunAsync(Func<Task> code) =>
        RunAsync(async () =>
        {
            await code();
            return true;
        });

    public static Task<T> RunAsync<T>(Func<Task<T>> code)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            var context = new Context();
            SynchronizationContext.SetSynchronizationContext(context);
            var running = code();
            running.ContinueWith(_ => context.Complete(), TaskScheduler.Default);
            context.Run();
            if (running.IsFaulted)
                result.SetException(running.Exception!.InnerExceptions);
            else
                result.SetResult(running.Result);
        });
        thread.Start();
        return result.Task;
    }

    private sealed class Context : SynchronizationContext
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

        public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

        public void Complete() => _queue.CompleteAdding();

        public void Run()
        {
            foreach (var (callback, state) in _queue.GetConsumingEnumerable())
                callback(state);
        }
    }
}
