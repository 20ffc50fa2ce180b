using System.Globalization;
using System.Text.Json.Nodes;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>AWS's Query protocol: a POST of a form whose names are paths, answered in XML.</summary>
internal sealed class QueryProtocol(string service, string version) : IWireProtocol
{
    private const string ContentType = "application/x-www-form-urlencoded";

    public WireCall Decode(LoopbackRequest request)
    {
        if (request.Method != "POST" || request.Headers.GetValueOrDefault("Content-Type") != ContentType)
            throw new NotSupportedException($"{service} takes a POST of a form.");
        var form = new JsonObject();
        foreach (var (name, value) in WireText.Pairs(WireText.Body(request)))
            Put(form, name.Split('.'), value);
        var (operation, spoken) = (WireText.Of(form["Action"]), WireText.Of(form["Version"]));
        if (spoken != version)
            throw new NotSupportedException($"{service} speaks version {version}, not {spoken}.");
        form.Remove("Action");
        form.Remove("Version");
        return new(service, operation, (JsonObject)Fold(form)!);
    }

    public LoopbackAnswer Encode(WireCall call, JsonNode? answer) =>
        WireText.Answer(
            XmlText.Of(
                $"{call.Operation}Response",
                new JsonObject { [$"{call.Operation}Result"] = answer?.DeepClone() ?? new JsonObject() }
            )
        );

    public LoopbackAnswer Encode(WireCall call, ServiceException error) =>
        WireText.Answer(
            XmlText.Of(
                "ErrorResponse",
                new JsonObject
                {
                    ["Error"] = new JsonObject
                    {
                        ["Type"] = (int)error.StatusCode! < 500 ? "Sender" : "Receiver",
                        ["Code"] = error.Code,
                        ["Message"] = error.Message,
                    },
                }
            )
        ) with
        {
            Status = (int)error.StatusCode!,
        };

    private static void Put(JsonObject node, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            node[path[0]] = value;
            return;
        }
        if (node[path[0]] is not JsonObject inner)
            node[path[0]] = inner = [];
        Put(inner, path[1..], value);
    }

    // A list is the object of its elements by number, below "member"; a map likewise, below "entry".
    private static JsonNode? Fold(JsonNode? node)
    {
        if (node is not JsonObject members)
            return node?.DeepClone();
        if (members is { Count: 1 } && members["member"] is JsonObject elements)
            return new JsonArray([.. Numbered(elements).Select(Fold)]);
        var folded = new JsonObject();
        if (members is { Count: 1 } && members["entry"] is JsonObject entries)
        {
            foreach (var entry in Numbered(entries))
                folded[WireText.Of(entry!["Name"])] = Fold(entry["Value"]);
            return folded;
        }
        foreach (var (name, member) in members)
            folded[name] = Fold(member);
        return folded;
    }

    private static IEnumerable<JsonNode?> Numbered(JsonObject elements) =>
        elements
            .OrderBy(element => int.Parse(element.Key, CultureInfo.InvariantCulture))
            .Select(element => element.Value);
}
