using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>What the protocols have in common: parts of addresses, bodies of text, and members of answers as headers.</summary>
internal static class WireText
{
    /// <summary>The path of a request, still encoded, and the parameters of its query.</summary>
    public static (string Path, IReadOnlyDictionary<string, string> Query) Address(LoopbackRequest request)
    {
        var parts = request.Target.Split('?', 2);
        return (
            parts[0],
            parts.Length == 1 ? new Dictionary<string, string>() : Pairs(parts[1]).ToDictionary(StringComparer.Ordinal)
        );
    }

    /// <summary>The pairs of a query or of a form.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""));

    public static string Body(LoopbackRequest request) => Encoding.UTF8.GetString(request.Body.Span);

    /// <summary>The body as a JSON object; an empty body is one without members.</summary>
    public static JsonObject JsonBody(LoopbackRequest request) =>
        request.Body.IsEmpty ? [] : (JsonObject)JavaScriptJson.Parse(request.Body.Span)!;

    public static LoopbackAnswer Answer(string body) => new() { Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>A value as text: texts as they are, everything else as JSON.</summary>
    public static string Of(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String
            ? value.GetValue<string>()
            : JavaScriptJson.StringifyExactly(node);

    /// <summary>The answer with a member of the scripted one as a header, if that has it.</summary>
    public static LoopbackAnswer WithHeader(
        this LoopbackAnswer answer,
        string header,
        JsonNode? scripted,
        string member
    ) => scripted?[member] is { } value ? answer.With(header, Of(value)) : answer;

    public static JsonNode Number(string text) =>
        JsonValue.Create(int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    public static string Decode(string text) => Uri.UnescapeDataString(text);
}
