using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Comparison;

/// <summary>Fault events, to which the comparison is more lenient.</summary>
internal static class Faults
{
    public static bool IsFault(JsonObject @event) =>
        @event.ContainsKey("uow")
        && @event["type"] is JsonValue type
        && type.TryGetValue<string>(out var text)
        && text == "fault";

    /// <summary>Whether every entry of a list carries a fault event.</summary>
    public static bool AreAllFaults(JsonNode? entries) =>
        entries is JsonArray { Count: > 0 } list
        && list.All(entry => entry is JsonObject members && members.Any(IsFaultMember));

    private static bool IsFaultMember(KeyValuePair<string, JsonNode?> member) =>
        member.Value is JsonObject @event && IsFault(@event);
}
