using System.Diagnostics;

namespace LambdaStream.Connectors;

/// <summary>An immutable DynamoDB value.</summary>
/// <remarks>
/// A value that came from JSON, be it the plain JSON of an event or the typed JSON of DynamoDB, stays text until someone
/// looks at it; numbers stay text for good, so they keep every digit. The default value is no value at all.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct AttributeValue : IEquatable<AttributeValue>
{
    // What _content is: the value itself, or the buffer of a piece of JSON.
    private enum Form : byte
    {
        Value,
        PlainJson,
        TypedJson,
    }

    private readonly object? _content;
    private readonly int _start;
    private readonly int _length;
    private readonly AttributeType _type;
    private readonly Form _form;

    private AttributeValue(AttributeType type, object? content)
    {
        _type = type;
        _content = content;
    }

    private AttributeValue(AttributeType type, Form form, Json json)
    {
        _type = type;
        _form = form;
        (_content, _start, _length) = json.Piece;
    }

    /// <summary>DynamoDB's NULL.</summary>
    public static AttributeValue Null { get; } = new(AttributeType.Null, null);

    /// <summary>The type; <see cref="AttributeType.None"/> where there is no value.</summary>
    public AttributeType Type => _type;

    /// <summary>Whether there is a value.</summary>
    public bool IsDefined => _type is not AttributeType.None;

    /// <summary>The typed JSON.</summary>
    public override string ToString() => IsDefined ? ToTypedJson().ToString() : "";

    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>What the processor that has read the value knows of updates; null elsewhere.</summary>
    internal Shapes? Shapes => _form is Form.Value ? null : ((JsonBuffer?)_content)?.Shapes;

    private Json Content => new((JsonBuffer)_content!, _start, _length);

    private InvalidOperationException IsNot(string wanted) =>
        new($"The DynamoDB value is {(IsDefined ? $"a {_type}" : "missing")}, not {wanted}.");
}
