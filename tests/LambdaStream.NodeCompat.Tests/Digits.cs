using System.Text.Json;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>The numbers of JSON, with every digit, in an order that does not depend on that of members.</summary>
internal static class Digits
{
    public static IReadOnlyList<string> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var digits = new List<string>();
        Collect(document.RootElement, digits);
        digits.Sort(StringComparer.Ordinal);
        return digits;
    }

    private static void Collect(JsonElement element, List<string> digits)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Collect(member.Value, digits);
                break;
            case JsonValueKind.Array:
                foreach (var inner in element.EnumerateArray())
                    Collect(inner, digits);
                break;
            // Encryption writes a small e, by which readers know numbers.
            case JsonValueKind.Number:
                digits.Add(element.GetRawText().ToLowerInvariant());
                break;
        }
    }
}
