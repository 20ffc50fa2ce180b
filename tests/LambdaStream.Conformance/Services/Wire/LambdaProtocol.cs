using System.Globalization;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>The REST protocol of Lambda.</summary>
internal sealed class LambdaProtocol : IWireProtocol
{
    private const string Service = "lambda";
    private const string Date = "2015-03-31";

    public WireCall Decode(LoopbackRequest request)
    {
        var (path, query) = WireText.Address(request);
        return (request.Method, path.Split('/')) switch
        {
            ("POST", ["", Date, "functions", var name, "invocations"]) => Invoke(request, name, query),
            ("POST", ["", Date, "event-source-mappings"]) => new(
                Service,
                "CreateEventSourceMapping",
                WireText.JsonBody(request)
            ),
            ("GET", ["", Date, "event-source-mappings"]) => new(Service, "ListEventSourceMappings", List(query)),
            ("PUT", ["", Date, "event-source-mappings", var id]) => new(
                Service,
                "UpdateEventSourceMapping",
                With(WireText.JsonBody(request), id)
            ),
            ("DELETE", ["", Date, "event-source-mappings", var id]) => new(
                Service,
                "DeleteEventSourceMapping",
                With([], id)
            ),
            _ => throw new NotSupportedException($"lambda has no {request.Method} {path}."),
        };
    }

    public LoopbackAnswer Encode(WireCall call, JsonNode? answer)
    {
        if (call.Operation != "Invoke")
            return WireText.Answer(JavaScriptJson.StringifyExactly(answer ?? new JsonObject()));
        var invoked = answer?["Payload"] is { } payload ? WireText.Answer(WireText.Of(payload)) : WireText.Answer("");
        if (answer?["StatusCode"] is { } status)
            invoked = invoked with { Status = int.Parse(WireText.Of(status), CultureInfo.InvariantCulture) };
        return invoked
            .WithHeader("X-Amz-Function-Error", answer, "FunctionError")
            .WithHeader("X-Amz-Executed-Version", answer, "ExecutedVersion");
    }

    public LoopbackAnswer Encode(WireCall call, ServiceException error) => RestErrors.Encode(error);

    private static WireCall Invoke(LoopbackRequest request, string name, IReadOnlyDictionary<string, string> query)
    {
        var input = new JsonObject { ["FunctionName"] = WireText.Decode(name) };
        if (query.TryGetValue("Qualifier", out var qualifier))
            input["Qualifier"] = qualifier;
        if (request.Headers.TryGetValue("X-Amz-Invocation-Type", out var type))
            input["InvocationType"] = type;
        if (request.Headers.TryGetValue("X-Amz-Client-Context", out var context))
            input["ClientContext"] = context;
        if (!request.Body.IsEmpty)
            input["Payload"] = WireText.Body(request);
        return new(Service, "Invoke", input);
    }

    private static JsonObject List(IReadOnlyDictionary<string, string> query)
    {
        var input = new JsonObject();
        foreach (var (name, value) in query)
            input[name] = name == "MaxItems" ? WireText.Number(value) : JsonValue.Create(value);
        return input;
    }

    private static JsonObject With(JsonObject input, string id)
    {
        input["UUID"] = WireText.Decode(id);
        return input;
    }
}
