using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>Between the values of templates and DynamoDB's: a set stays a set.</summary>
internal static class DynamoValues
{
    public static Item? ToItem(JsonNode? node) => node is JsonObject members ? ToItem(members) : null;

    public static Item ToItem(JsonObject members) =>
        Item.Of([.. members.Select(member => (member.Key, ToValue(member.Value)))]);

    public static AttributeValue ToValue(JsonNode? node) =>
        node switch
        {
            null => AttributeValue.Null,
            JsonObject when DynamoSet.Elements(node) is { } elements => ToSet(elements),
            JsonObject members => AttributeValue.Map(ToItem(members)),
            JsonArray elements => AttributeValue.List([.. elements.Select(ToValue)]),
            _ => AttributeValue.From(ApiJson.ToJson(node)),
        };

    public static JsonNode? ToNode(Item? item)
    {
        if (item is null)
            return null;
        var members = new JsonObject();
        foreach (var (name, value) in item)
            members[name] = ToNode(value);
        return members;
    }

    public static JsonArray ToNode(IEnumerable<Item> items) => new([.. items.Select(ToNode)]);

    public static JsonNode? ToNode(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.Map => ToNode(value.GetMap()),
            AttributeType.List => new JsonArray([.. value.GetList().Select(ToNode)]),
            AttributeType.TextSet => DynamoSet.Of(new JsonArray([.. value.GetSet().Select(text => (JsonNode)text)])),
            AttributeType.NumberSet => DynamoSet.Of(
                new JsonArray([.. value.GetSet().Select(digits => JavaScriptJson.Parse(digits))])
            ),
            _ => ApiJson.From(value.ToJson()),
        };

    private static AttributeValue ToSet(JsonArray elements) =>
        elements.Any(element => element!.GetValueKind() is JsonValueKind.Number)
            ? AttributeValue.NumberSet([.. elements.Select(JavaScriptJson.StringifyExactly)])
            : AttributeValue.TextSet([.. elements.Select(element => element!.GetValue<string>())]);
}
