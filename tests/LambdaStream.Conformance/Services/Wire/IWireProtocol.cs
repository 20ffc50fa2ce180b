using System.Text.Json.Nodes;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>What one service speaks on the wire.</summary>
internal interface IWireProtocol
{
    /// <exception cref="NotSupportedException">It is no request of the protocol.</exception>
    WireCall Decode(LoopbackRequest request);

    LoopbackAnswer Encode(WireCall call, JsonNode? answer);

    LoopbackAnswer Encode(WireCall call, ServiceException error);
}
