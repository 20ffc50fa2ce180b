using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Templates;

/// <summary>What templates see: the members of a unit of work and, over them, <c>rule</c>, <c>item</c> and the like.</summary>
internal sealed class Context
{
    private readonly Func<string, Value> _members;
    private readonly ImmutableDictionary<string, Value> _own;

    public Context(Func<string, Value> members)
        : this(members, ImmutableDictionary<string, Value>.Empty) { }

    private Context(Func<string, Value> members, ImmutableDictionary<string, Value> own)
    {
        _members = members;
        _own = own;
    }

    /// <summary>Gives data with the fields of the rule encrypted and the metadata beside them; null where a template cannot wait for it.</summary>
    public Func<JsonNode?, Task<JsonNode?>>? Encrypt { get; private init; }

    public static Context Of(JsonObject members) =>
        new(name => members.TryGetPropertyValue(name, out var value) ? Value.Of(value) : Value.Nothing);

    public Context With(string name, Value value) => new(_members, _own.SetItem(name, value)) { Encrypt = Encrypt };

    public Context Encrypting(Func<JsonNode?, Task<JsonNode?>> encrypt) => new(_members, _own) { Encrypt = encrypt };

    /// <summary>The value at a path; nothing where a step of it is missing or null.</summary>
    public Value At(string path)
    {
        var segments = path.Split('.');
        var current = _own.TryGetValue(segments[0], out var own) ? own : _members(segments[0]);
        foreach (var segment in segments.AsSpan(1))
        {
            if (!current.Exists)
                return Value.Nothing;
            current = Step(current.Node!, segment);
        }
        return current;
    }

    private static Value Step(JsonNode node, string segment) =>
        node switch
        {
            JsonObject members when members.TryGetPropertyValue(segment, out var member) => member,
            JsonArray elements when segment == "length" => Value.Of(JsonValue.Create(elements.Count)),
            JsonArray elements
                when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < elements.Count => elements[index],
            _ => Value.Nothing,
        };
}
