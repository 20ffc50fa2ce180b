using System.Text;
using System.Text.Json;

namespace LambdaStream.Connectors;

public readonly partial struct AttributeValue
{
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
        return _type is AttributeType.Number && PlainNumber().TryGetInt64(out number);
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

    /// <summary>The members of a map in DynamoDB's typed JSON; undefined where they do not stand so.</summary>
    internal Json TypedText => _form is Form.TypedJson ? Content : default;

    /// <summary>The member of a map of that name, found without reading the others; no value where it is missing.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    internal AttributeValue Member(string name) =>
        _type is not AttributeType.Map
            ? throw IsNot("a map")
            : _form switch
            {
                Form.Value => ((Item)_content!)[name],
                Form.PlainJson => From(Content[name]),
                _ => TypedMember(name),
            };

    // DynamoDB gives each name once.
    private AttributeValue TypedMember(string name)
    {
        var members = Content.EnumerateObject();
        while (members.MoveToValue())
        {
            var value = members.TakeTyped();
            if (JsonString.Is(members.RawName, name))
                return value;
        }
        return default;
    }

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

    private static byte[] Base64Bytes(Json text)
    {
        var base64 = text.GetString() ?? "";
        return Convert.FromBase64String(base64);
    }

    // The digits of a number as JSON, to read them with the same rules.
    private Json PlainNumber()
    {
        if (_form is Form.PlainJson)
            return Content;
        if (_form is Form.TypedJson && Content.Raw is [(byte)'"', .., (byte)'"'])
            return Content.Slice(1, _length - 1);
        var digits = Encoding.UTF8.GetBytes(GetNumber());
        return new(digits, 0, digits.Length);
    }
}
