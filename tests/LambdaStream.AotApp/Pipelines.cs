namespace LambdaStream.AotApp;

/// <summary>A listener, and what else an invocation can meet.</summary>
internal static class Pipelines
{
    public static Rule[] Create()
    {
        var meeting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        return
        [
            new Materialize
            {
                Id = "thing",
                EventType = ["thing-created", "thing-updated"],
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(pk: uow.Event.PartitionKey, sk: "thing")
                        .Set(uow.Event["thing"])
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(),
            },
            On("thing-poisoned", (_, _) => throw new InvalidOperationException("This cannot be processed.")),
            On("thing-slow", async (_, token) => await Task.Delay(Timeout.Infinite, token)),
            On(
                "thing-met",
                async (_, token) =>
                {
                    if (Interlocked.Increment(ref arrived) == 2)
                        meeting.SetResult();
                    await meeting.Task.WaitAsync(token);
                }
            ),
        ];
    }

    private static Pipeline On(string type, Func<UnitOfWork, CancellationToken, ValueTask> step) =>
        new(type, units => units.Tap(step)) { EventType = type };
}
