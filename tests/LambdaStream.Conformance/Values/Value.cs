using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Values;

/// <summary>A JSON value, JSON null, or nothing at all: what a path that leads nowhere gives.</summary>
internal readonly struct Value
{
    private readonly bool _isSomething;

    private Value(JsonNode? node)
    {
        Node = node;
        _isSomething = true;
    }

    public static Value Nothing => default;

    public static Value Null => new(null);

    /// <summary>The JSON value; null for JSON null and for nothing.</summary>
    public JsonNode? Node { get; }

    public bool IsNothing => !_isSomething;

    /// <summary>Neither nothing nor null.</summary>
    public bool Exists => Node is not null;

    public bool IsTrue => Node is JsonValue value && value.GetValueKind() is JsonValueKind.True;

    public static Value Of(JsonNode? node) => new(node);

    public static implicit operator Value(JsonNode? node) => new(node);

    public static implicit operator Value(string text) => new(JsonValue.Create(text));

    public static implicit operator Value(bool value) => new(JsonValue.Create(value));

    /// <summary>The value as a new member of something else: a node can have one parent only.</summary>
    public JsonNode? Detached() => Node?.Parent is null ? Node : Node.DeepClone();

    public override string ToString() => IsNothing ? "nothing" : JavaScriptJson.Stringify(Node);
}
