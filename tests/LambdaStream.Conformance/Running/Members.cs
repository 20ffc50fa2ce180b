using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Running;

/// <summary>The members of a rule, a step or an options object, which remembers those that nobody has asked for.</summary>
internal sealed class Members(JsonObject members, JsonObject? defaults = null)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The names that nobody has asked for, defaults aside.</summary>
    public IEnumerable<string> Unasked => members.Select(member => member.Key).Where(name => !_asked.Contains(name));

    /// <summary>The names that somebody has asked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public bool Has(string name) => members.ContainsKey(name) || defaults?.ContainsKey(name) is true;

    public JsonNode? Node(string name)
    {
        _asked.Add(name);
        return members.TryGetPropertyValue(name, out var value) ? value : defaults?[name];
    }

    public string? Text(string name) => Node(name)?.ToString();

    public int? Number(string name) => Node(name) is { } value ? (int)JavaScriptNumber.Double(value.ToString()) : null;

    public bool Flag(string name) => Node(name) is JsonValue value && value.GetValueKind() is JsonValueKind.True;

    public IReadOnlyList<string>? Texts(string name) => Node(name) is JsonArray texts ? [.. texts.Select(Text)] : null;

    /// <summary>A list of ids: an array, or a text with commas.</summary>
    public IReadOnlyList<string>? Ids(string name) =>
        Has(name)
            ? Texts(name)
                ?? Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? []
            : null;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
