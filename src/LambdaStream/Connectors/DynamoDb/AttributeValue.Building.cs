using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaStream.Connectors;

public readonly partial struct AttributeValue
{
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
        return members.MoveNext() && TypeOf(members.RawName) is not AttributeType.None and var type
            ? Typed(type, members.RawValue)
            : throw NoValue(json);
    }

    /// <summary>What is wrong with JSON that is no value in DynamoDB's typed JSON.</summary>
    internal static JsonException NoValue(Json json)
    {
        var members = json.EnumerateObject();
        return members.MoveNext()
            ? new JsonException($"DynamoDB has no type '{Encoding.UTF8.GetString(members.RawName)}'.")
            : new JsonException($"{json} is no DynamoDB value: expected an object such as {{\"S\":\"text\"}}.");
    }

    /// <summary>The value at a place of a text.</summary>
    internal static AttributeValue Of(Json text, AttributePiece piece) =>
        Typed(piece.Type, text.Slice(piece.Start, piece.End));

    /// <summary>Reads typed JSON in the midst of a text, of which nobody knows yet where it ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the typed JSON starts; afterwards where it ends.</param>
    /// <exception cref="JsonException">The value is not of that form.</exception>
    internal static AttributePiece ReadTyped(Json text, ref int position)
    {
        var start = position;
        var raw = text.Raw;
        // As DynamoDB writes the most of them: a letter, and no white space.
        if (raw[start..] is [(byte)'{', (byte)'"', var letter, (byte)'"', (byte)':', ..])
        {
            var end = JsonText.SkipValue(raw, start + 5);
            if (raw[end] == '}' && TypeOf(letter) is not AttributeType.None and var type)
            {
                position = end + 1;
                return new(type, start + 5, end);
            }
        }
        position = JsonText.SkipValue(raw, start);
        if (raw[start] == '{')
        {
            var members = text.MembersFrom(start);
            if (members.MoveToValue() && TypeOf(members.RawName) is not AttributeType.None and var type)
                return new(type, members.Position, JsonText.SkipValue(raw, members.Position));
        }
        throw NoValue(text.Slice(start, position));
    }

    /// <summary>Reads typed JSON that nobody has validated yet, and goes behind it.</summary>
    /// <returns>Whether it is of that form; if not, <see cref="FromTypedJson"/> says what is wrong.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static bool TryReadTyped(ref JsonScanner scanner, out AttributePiece value)
    {
        value = default;
        if (scanner.First != '{')
        {
            scanner.Skip();
            return false;
        }
        scanner.Enter();
        if (!scanner.NextMember())
            return false;
        var type = TypeOf(scanner.RawName);
        var start = scanner.Position;
        scanner.Skip();
        value = new(type, start, scanner.Position);
        while (scanner.NextMember())
            scanner.Skip();
        return type is not AttributeType.None;
    }

    private static AttributeValue Typed(AttributeType type, Json value) =>
        type is AttributeType.Null ? Null : new(type, Form.TypedJson, value);

    internal static AttributeType TypeOf(ReadOnlySpan<byte> name) =>
        name switch
        {
            [var letter] => TypeOf(letter),
            [(byte)'B', (byte)'O', (byte)'O', (byte)'L'] => AttributeType.Boolean,
            [(byte)'N', (byte)'U', (byte)'L', (byte)'L'] => AttributeType.Null,
            [(byte)'S', (byte)'S'] => AttributeType.TextSet,
            [(byte)'N', (byte)'S'] => AttributeType.NumberSet,
            [(byte)'B', (byte)'S'] => AttributeType.BinarySet,
            _ => AttributeType.None,
        };

    internal static AttributeType TypeOf(byte letter) =>
        letter switch
        {
            (byte)'S' => AttributeType.Text,
            (byte)'N' => AttributeType.Number,
            (byte)'M' => AttributeType.Map,
            (byte)'L' => AttributeType.List,
            (byte)'B' => AttributeType.Binary,
            _ => AttributeType.None,
        };

    private static AttributeValue From(double number) =>
        double.IsFinite(number)
            ? Number(number.ToString("R", CultureInfo.InvariantCulture))
            : throw new ArgumentException($"DynamoDB has no form for {number}.", nameof(number));
}
