using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Vectors;

/// <summary>
/// The short forms of payloads, responses and objects: <c>$json</c>, <c>$base64</c>, <c>$compressed</c>, <c>$repeat</c>.
/// </summary>
internal static class EncodingForms
{
    /// <summary>A copy in which every form is replaced by its text, the innermost first.</summary>
    public static JsonNode? Replace(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var replaced = new JsonObject();
                foreach (var (name, member) in members)
                    replaced[name] = Replace(member);
                return Encode(replaced) ?? (JsonNode)replaced;
            case JsonArray elements:
                return new JsonArray([.. elements.Select(Replace)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The wire form of a compressed value.</summary>
    public static string Compress(JsonNode? value)
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(value)));
        return "COMPRESSED" + Convert.ToBase64String(gzipped.ToArray());
    }

    private static JsonValue? Encode(JsonObject form)
    {
        if (form.Count != 1)
            return null;
        var (name, argument) = form.First();
        var text = name switch
        {
            "$json" => JavaScriptJson.Stringify(argument),
            "$base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(argument!.GetValue<string>())),
            "$compressed" => Compress(argument),
            "$repeat" => Repeat((JsonArray)argument!),
            _ => null,
        };
        return text is null ? null : JsonValue.Create(text);
    }

    private static string Repeat(JsonArray arguments) =>
        new StringBuilder()
            .Insert(0, arguments[0]!.GetValue<string>(), (int)JavaScriptNumber.Double(arguments[1]!.AsValue()))
            .ToString();
}
