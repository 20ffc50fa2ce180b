using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>A bus that takes every event at once.</summary>
public sealed class StubEventBridge(Seen seen) : IEventBridge
{
    private static readonly PutEventsResultEntry Taken = new() { EventId = "1" };

    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken)
    {
        seen.Note(request);
        return new(new PutEventsResponse { Entries = [.. Enumerable.Repeat(Taken, request.Entries.Count)] });
    }
}
