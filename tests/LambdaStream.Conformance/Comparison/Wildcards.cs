using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Comparison;

/// <summary>The texts in expectations that stand for many values.</summary>
internal static class Wildcards
{
    /// <summary>Whether an expected value is a wildcard, and if so whether the actual value fits it.</summary>
    public static bool IsWildcard(JsonNode? expected, JsonNode? actual, out bool fits)
    {
        fits = false;
        if (TextOf(expected) is not ['<', .., '>'] wildcard)
            return false;
        bool? found = wildcard switch
        {
            "<any>" or "<message>" or "<stack>" => true,
            "<name>" => TextOf(actual) is { Length: > 0 },
            "<uuid>" => TextOf(actual) is { } text && Guid.TryParseExact(text, "D", out _),
            "<encrypted>" => TextOf(actual)?.StartsWith("U2FsdGVkX1", StringComparison.Ordinal) is true,
            _ => null,
        };
        fits = found is true;
        return found is not null;
    }

    /// <summary>Whether there is a wildcard anywhere in an expected value.</summary>
    public static bool AreIn(JsonNode? expected) =>
        expected switch
        {
            JsonObject members => members.Any(member => AreIn(member.Value)),
            JsonArray elements => elements.Any(AreIn),
            _ => IsWildcard(expected, null, out _),
        };

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;
}
