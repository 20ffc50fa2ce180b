using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>
/// EventBridge, whose requests to global endpoints stay at the port: these want Signature Version 4A, which the transport
/// does not have and refuses.
/// </summary>
internal sealed class GlobalEndpoints(IEventBridge wire, IEventBridge port) : IEventBridge
{
    public ValueTask<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken) =>
        (request.EndpointId is null ? wire : port).PutEventsAsync(request, cancellationToken);
}
