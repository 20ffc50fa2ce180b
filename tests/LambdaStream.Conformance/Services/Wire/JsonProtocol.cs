using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>AWS's JSON protocol, 1.0 or 1.1: a POST whose target names the operation.</summary>
internal sealed class JsonProtocol(string service, string contentType, string targetPrefix) : IWireProtocol
{
    public WireCall Decode(LoopbackRequest request)
    {
        var type = request.Headers.GetValueOrDefault("Content-Type");
        if (request.Method != "POST" || request.Target != "/" || type != contentType)
            throw new NotSupportedException($"{service} takes POST / with {contentType}, not {type}.");
        var target = request.Headers.GetValueOrDefault("X-Amz-Target", "").Split('.');
        if (target is not [var prefix, var operation] || prefix != targetPrefix)
            throw new NotSupportedException($"{service} takes the target {targetPrefix}, not {target[0]}.");
        return new(service, operation, WireText.JsonBody(request));
    }

    public LoopbackAnswer Encode(WireCall call, JsonNode? answer) =>
        WireText.Answer(JavaScriptJson.StringifyExactly(answer ?? new JsonObject()));

    public LoopbackAnswer Encode(WireCall call, ServiceException error) =>
        LoopbackAnswer.Error(error.Code, (int)error.StatusCode!, error.Message);
}
