using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Templates;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes events of what templates give.</summary>
internal static class Events
{
    /// <summary>The event; null for everything that is no object.</summary>
    public static Event? Of(JsonNode? node) =>
        node is JsonObject members ? Event.From(ApiJson.ToJson(DynamoSet.ToArrays(members))) : null;

    /// <summary>
    /// The event of a mapping whose result is laid over another one: what the template names and leaves nothing is
    /// taken away there.
    /// </summary>
    public static Event? Of(JsonNode? node, JsonNode? template)
    {
        var @event = Of(node);
        if (@event is null || template is not JsonObject plain || node is not JsonObject members)
            return @event;
        var names = plain.Select(member => member.Key).Where(name => name != "$spread").ToList();
        return names.Exists(name => name.StartsWith('$'))
            ? @event
            : names.Where(name => !members.ContainsKey(name)).Aggregate(@event, (result, name) => result.Without(name));
    }
}
