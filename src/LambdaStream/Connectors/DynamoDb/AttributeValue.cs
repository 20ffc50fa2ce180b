using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

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
    private readonly bool _mayBeCompressed;

    private AttributeValue(AttributeType type, object? content)
    {
        _type = type;
        _content = content;
    }

    private AttributeValue(AttributeType type, Form form, Json json)
    {
        _type = type;
        _form = form;
        (_content, _start, _length, _mayBeCompressed) = json.Piece;
    }

    /// <summary>DynamoDB's NULL.</summary>
    public static AttributeValue Null { get; } = new(AttributeType.Null, null);

    /// <summary>The type; <see cref="AttributeType.None"/> where there is no value.</summary>
    public AttributeType Type => _type;

    /// <summary>Whether there is a value.</summary>
    public bool IsDefined => _type is not AttributeType.None;

    /// <summary>Bytes. They must not change afterwards.</summary>
    public static AttributeValue Binary(byte[] bytes) => new(AttributeType.Binary, bytes);

    /// <summary>A list.</summary>
    public static AttributeValue List(params IReadOnlyList<AttributeValue> elements) =>
        new(AttributeType.List, elements);

    /// <summary>A map.</summary>
    public static AttributeValue Map(Item members) => new(AttributeType.Map, members);

    /// <summary>A number by its digits, for those that neither a long nor a double can hold.</summary>
    public static AttributeValue Number(string digits) => new(AttributeType.Number, digits);

    /// <summary>A set of strings. DynamoDB refuses an empty set.</summary>
    public static AttributeValue TextSet(params IReadOnlyList<string> elements) => new(AttributeType.TextSet, elements);

    /// <summary>A set of numbers by their digits. DynamoDB refuses an empty set.</summary>
    public static AttributeValue NumberSet(params IReadOnlyList<string> elements) =>
        new(AttributeType.NumberSet, elements);

    /// <summary>A set of bytes. DynamoDB refuses an empty set.</summary>
    public static AttributeValue BinarySet(params IReadOnlyList<byte[]> elements) =>
        new(AttributeType.BinarySet, elements);

    /// <summary>A string.</summary>
    public static implicit operator AttributeValue(string? text) =>
        text is null ? default : new(AttributeType.Text, text);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(long number) =>
        Number(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number; no value for null.</summary>
    public static implicit operator AttributeValue(long? number) =>
        number is { } value ? value : default(AttributeValue);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(double number) => From(number);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(decimal number) =>
        Number(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A boolean.</summary>
    public static implicit operator AttributeValue(bool value) => new(AttributeType.Boolean, value ? True : False);

    /// <summary>The value of JSON, as DynamoDB's document client takes it: objects are maps, arrays are lists.</summary>
    public static implicit operator AttributeValue(Json json) => From(json);

    /// <summary>A map.</summary>
    public static implicit operator AttributeValue(Item? item) => item is null ? default : Map(item);

    /// <inheritdoc cref="op_Implicit(Json)"/>
    public static AttributeValue From(Json json)
    {
        json = json.Inflated;
        var type = json.Kind switch
        {
            JsonValueKind.Undefined => AttributeType.None,
            JsonValueKind.Object => AttributeType.Map,
            JsonValueKind.Array => AttributeType.List,
            JsonValueKind.String => AttributeType.Text,
            JsonValueKind.Number => AttributeType.Number,
            JsonValueKind.Null => AttributeType.Null,
            _ => AttributeType.Boolean,
        };
        return new(type, Form.PlainJson, json);
    }

    /// <summary>Reads DynamoDB's typed JSON, such as <c>{"N":"1"}</c>.</summary>
    /// <exception cref="JsonException">The value is not of that form.</exception>
    public static AttributeValue FromTypedJson(Json json)
    {
        var members = json.EnumerateObject();
        if (!members.MoveNext())
            throw new JsonException($"{json} is no DynamoDB value: expected an object such as {{\"S\":\"text\"}}.");
        var value = members.RawValue;
        var type = members.RawName switch
        {
            [(byte)'S'] => AttributeType.Text,
            [(byte)'N'] => AttributeType.Number,
            [(byte)'B', (byte)'O', (byte)'O', (byte)'L'] => AttributeType.Boolean,
            [(byte)'N', (byte)'U', (byte)'L', (byte)'L'] => AttributeType.Null,
            [(byte)'L'] => AttributeType.List,
            [(byte)'M'] => AttributeType.Map,
            [(byte)'B'] => AttributeType.Binary,
            [(byte)'S', (byte)'S'] => AttributeType.TextSet,
            [(byte)'N', (byte)'S'] => AttributeType.NumberSet,
            [(byte)'B', (byte)'S'] => AttributeType.BinarySet,
            var name => throw new JsonException($"DynamoDB has no type '{Encoding.UTF8.GetString(name)}'."),
        };
        return type is AttributeType.Null ? Null : new(type, Form.TypedJson, value);
    }

    /// <summary>The string; null where there is no value or it is NULL.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string? GetText() =>
        _type switch
        {
            AttributeType.None or AttributeType.Null => null,
            AttributeType.Text => _form is Form.Value ? (string)_content! : Content.GetString(),
            _ => throw IsNot("a string"),
        };

    /// <summary>The digits of the number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string GetNumber() =>
        _type is not AttributeType.Number
            ? throw IsNot("a number")
            : _form switch
            {
                Form.Value => (string)_content!,
                Form.PlainJson => Encoding.UTF8.GetString(Content.Raw),
                _ => Content.GetString() ?? throw IsNot("a number"),
            };

    /// <summary>The number, if it is an integer of 64 bits.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type or does not fit.</exception>
    public long GetInt64() => TryGetInt64(out var number) ? number : throw IsNot("a 64-bit integer");

    /// <summary>Gives the number, if it is an integer of 64 bits.</summary>
    public bool TryGetInt64(out long number)
    {
        number = 0;
        return _type is AttributeType.Number
            && (_form is Form.PlainJson ? Content : (Json)new JsonDigits(GetNumber())).TryGetInt64(out number);
    }

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public bool GetBoolean() =>
        _type is not AttributeType.Boolean ? throw IsNot("true or false")
        : _form is Form.Value ? (bool)_content!
        : Content.Kind is JsonValueKind.True;

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public ReadOnlyMemory<byte> GetBinary() =>
        _type is not AttributeType.Binary ? throw IsNot("binary")
        : _form is Form.Value ? (byte[])_content!
        : Base64Bytes(Content);

    /// <summary>The elements of a list.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<AttributeValue> GetList()
    {
        if (_type is not AttributeType.List)
            throw IsNot("a list");
        if (_form is Form.Value)
            return (IReadOnlyList<AttributeValue>)_content!;
        var elements = new List<AttributeValue>();
        foreach (var element in Content.EnumerateArray())
            elements.Add(_form is Form.PlainJson ? From(element) : FromTypedJson(element));
        return elements;
    }

    /// <summary>The members of a map.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public Item GetMap() =>
        _type is not AttributeType.Map
            ? throw IsNot("a map")
            : _form switch
            {
                Form.Value => (Item)_content!,
                Form.PlainJson => Item.From(Content),
                _ => Item.FromTypedJson(Content),
            };

    /// <summary>The elements of a set of strings or of a set of numbers, these by their digits.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<string> GetSet()
    {
        if (_type is not (AttributeType.TextSet or AttributeType.NumberSet))
            throw IsNot("a set of strings or numbers");
        if (_form is Form.Value)
            return (IReadOnlyList<string>)_content!;
        var elements = new List<string>();
        foreach (var element in Content.EnumerateArray())
            elements.Add(element.GetString() ?? throw IsNot("a set of strings or numbers"));
        return elements;
    }

    /// <summary>The elements of a set of bytes.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<byte[]> GetBinarySet()
    {
        if (_type is not AttributeType.BinarySet)
            throw IsNot("a set of bytes");
        if (_form is Form.Value)
            return (IReadOnlyList<byte[]>)_content!;
        var elements = new List<byte[]>();
        foreach (var element in Content.EnumerateArray())
            elements.Add(Base64Bytes(element));
        return elements;
    }

    /// <summary>The typed JSON.</summary>
    public override string ToString() => IsDefined ? ToTypedJson().ToString() : "";

    private static readonly object True = true;
    private static readonly object False = false;

    private Json Content => new((byte[])_content!, _start, _length, _mayBeCompressed);

    private static AttributeValue From(double number) =>
        double.IsFinite(number)
            ? Number(number.ToString("R", CultureInfo.InvariantCulture))
            : throw new ArgumentException($"DynamoDB has no form for {number}.", nameof(number));

    private static byte[] Base64Bytes(Json text)
    {
        var base64 = text.GetString() ?? "";
        return Convert.FromBase64String(base64);
    }

    private InvalidOperationException IsNot(string wanted) =>
        new($"The DynamoDB value is {(IsDefined ? $"a {_type}" : "missing")}, not {wanted}.");

    // The digits of a number as JSON, to read them with the same rules.
    private readonly record struct JsonDigits(string Digits)
    {
        public static implicit operator Json(JsonDigits number)
        {
            var utf8 = Encoding.UTF8.GetBytes(number.Digits);
            return new(utf8, 0, utf8.Length);
        }
    }
}
