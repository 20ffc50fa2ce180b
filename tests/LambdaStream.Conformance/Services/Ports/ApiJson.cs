using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>From the requests of ports to the API's JSON, and back to their answers.</summary>
internal static class ApiJson
{
    public static JsonNode? From(Json json) => json.IsDefined ? JavaScriptJson.Parse(json.ToUtf8()) : null;

    public static JsonNode? From(Item? item) => item is null ? null : From(item.ToTypedJson());

    public static JsonNode? From(IReadOnlyDictionary<string, string>? names)
    {
        if (names is null)
            return null;
        var members = new JsonObject();
        foreach (var (name, value) in names)
            members[name] = value;
        return members;
    }

    public static JsonArray List<T>(IEnumerable<T> elements, Func<T, JsonNode?> form) =>
        new([.. elements.Select(form)]);

    /// <summary>An API input: members that are null are left out.</summary>
    public static JsonObject Input(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var input = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                input[name] = value;
        }
        return input;
    }

    public static Json ToJson(JsonNode? node) =>
        Json.Parse(Encoding.UTF8.GetBytes(JavaScriptJson.StringifyExactly(node)));

    public static Item? ToItem(JsonNode? node) => node is null ? null : Item.FromTypedJson(ToJson(node));

    public static IReadOnlyList<Item> ToItems(JsonNode? list) =>
        list is JsonArray items ? [.. items.Select(item => ToItem(item)!)] : [];

    public static string? ToText(JsonNode? node) => node?.GetValue<string>();
}
