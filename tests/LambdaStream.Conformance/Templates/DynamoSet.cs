using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Templates;

/// <summary>A DynamoDB set among JSON values: an object with one member whose name no data has.</summary>
internal static class DynamoSet
{
    private const string Tag = "\0set";

    public static JsonObject Of(JsonArray elements) => new() { [Tag] = elements };

    public static JsonArray? Elements(JsonNode? node) =>
        node is JsonObject { Count: 1 } tagged && tagged.TryGetPropertyValue(Tag, out var elements)
            ? (JsonArray)elements!
            : null;

    /// <summary>The value with every set in it as an array: its plain JSON.</summary>
    public static JsonNode? ToArrays(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject when Elements(node) is { } elements:
                return elements.DeepClone();
            case JsonObject members:
                var plain = new JsonObject();
                foreach (var (name, member) in members)
                    plain[name] = ToArrays(member);
                return plain;
            case JsonArray elements:
                return new JsonArray([.. elements.Select(ToArrays)]);
            default:
                return node?.DeepClone();
        }
    }
}
