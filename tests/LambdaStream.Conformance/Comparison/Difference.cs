using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Comparison;

/// <summary>One place where two values differ.</summary>
internal sealed record Difference(string Path, string Text)
{
    private const int Shown = 240;

    public static Difference Values(string path, JsonNode? expected, JsonNode? actual) =>
        new(path, $"expected {Show(expected)}, was {Show(actual)}");

    public static Difference Missing(string path, JsonNode? expected) =>
        new(path, $"expected {Show(expected)}, was missing");

    public static Difference TooMany(string path, JsonNode? actual) => new(path, $"unexpected {Show(actual)}");

    public static string Show(JsonNode? node)
    {
        var text = JavaScriptJson.Stringify(node);
        return text.Length <= Shown ? text : $"{text[..Shown]}… ({text.Length} characters)";
    }

    public override string ToString() => Path.Length == 0 ? Text : $"{Path}: {Text}";
}
