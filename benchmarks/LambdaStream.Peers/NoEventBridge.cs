using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>Where faults would go. There are none, so whoever publishes one has broken the benchmark.</summary>
public sealed class NoEventBridge : IEventBridge
{
    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"A fault was published: {request.Entries[0].Detail}");
}
