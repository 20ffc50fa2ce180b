using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using LambdaStream.Compression;

namespace LambdaStream;

/// <summary>An immutable JSON value: a piece of UTF-8 text that is read when someone asks.</summary>
/// <remarks>
/// The default value is <em>undefined</em>: what a look-up that finds nothing gives. It differs from JSON null. Numbers
/// keep every digit, since they stay text. Where an object repeats a name, its last member counts.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Json
{
    /// <summary>Deeper text than this is refused: 1,000 levels of objects and arrays.</summary>
    public const int MaxDepth = 1_000;

    private readonly byte[]? _buffer;
    private readonly int _start;
    private readonly int _length;
    private readonly bool _mayBeCompressed;

    internal Json(byte[] buffer, int start, int length, bool mayBeCompressed = false)
    {
        _buffer = buffer;
        _start = start;
        _length = length;
        _mayBeCompressed = mayBeCompressed;
    }

    /// <summary>JSON null.</summary>
    public static Json Null { get; } = Text("null"u8);

    /// <summary>JSON true.</summary>
    public static Json True { get; } = Text("true"u8);

    /// <summary>JSON false.</summary>
    public static Json False { get; } = Text("false"u8);

    /// <summary>An object without members.</summary>
    public static Json EmptyObject { get; } = Text("{}"u8);

    /// <summary>The kind of the value; <see cref="JsonValueKind.Undefined"/> where there is none.</summary>
    public JsonValueKind Kind =>
        _length == 0
            ? JsonValueKind.Undefined
            : _buffer![_start] switch
            {
                (byte)'{' => JsonValueKind.Object,
                (byte)'[' => JsonValueKind.Array,
                (byte)'"' => Inflate(out var inflated) ? inflated.Kind : JsonValueKind.String,
                (byte)'t' => JsonValueKind.True,
                (byte)'f' => JsonValueKind.False,
                (byte)'n' => JsonValueKind.Null,
                _ => JsonValueKind.Number,
            };

    /// <summary>Whether there is a value at all, be it JSON null.</summary>
    public bool IsDefined => _length != 0;

    /// <summary>Whether there is no value or it is JSON null.</summary>
    public bool IsNullOrUndefined => _length == 0 || _buffer![_start] == 'n';

    /// <summary>The member of that name; undefined where it is missing or this is no object.</summary>
    public Json this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            Span<byte> utf8 = stackalloc byte[256];
            return Encoding.UTF8.TryGetBytes(name, utf8, out var length)
                ? Find(name, utf8[..length])
                : Find(name, Encoding.UTF8.GetBytes(name));
        }
    }

    /// <summary>The element at that place, counted from 0; undefined where it is missing or this is no array.</summary>
    public Json this[int index]
    {
        get
        {
            foreach (var element in EnumerateArray())
            {
                if (index-- == 0)
                    return element;
            }
            return default;
        }
    }

    /// <summary>The number of an array's elements, 0 for everything else.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in EnumerateArray())
                count++;
            return count;
        }
    }

    internal ReadOnlySpan<byte> Raw => _buffer.AsSpan(_start, _length);

    internal (byte[]? Buffer, int Start, int Length, bool MayBeCompressed) Piece =>
        (_buffer, _start, _length, _mayBeCompressed);

    /// <summary>Reads JSON text.</summary>
    /// <exception cref="JsonException">The text is no JSON, is deeper than 1,000 levels, or goes on behind the value.</exception>
    public static Json Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads UTF-8 JSON text. The bytes are kept, so they must not change afterwards.</summary>
    /// <exception cref="JsonException">The text is no JSON or no UTF-8, is deeper than 1,000 levels, or goes on behind the value.</exception>
    public static Json Parse(byte[] utf8) => Parse(utf8, 0, utf8.Length, mayBeCompressed: false);

    internal static Json Parse(byte[] buffer, int start, int length, bool mayBeCompressed)
    {
        var text = buffer.AsSpan(start, length);
        if (!Utf8.IsValid(text))
            throw new JsonException("The text is not valid UTF-8.");
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var first = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        while (reader.Read()) { }
        return new(buffer, start + first, end - first, mayBeCompressed);
    }

    /// <summary>Writes an object with a type's source-generated JSON form.</summary>
    public static Json From<T>(T value, JsonTypeInfo<T> type)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return new(text, 0, text.Length);
    }

    /// <summary>Builds an object from members; members that are undefined are left out.</summary>
    public static Json ObjectOf(params ReadOnlySpan<(string Name, Json Value)> members)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in members)
        {
            if (!value.IsDefined)
                continue;
            if (!first)
                output.Write(","u8);
            first = false;
            JsonText.WriteString(output, name);
            output.Write(":"u8);
            value.WriteTo(output);
        }
        output.Write("}"u8);
        return Written(output);
    }

    /// <summary>Builds an array from elements; an undefined element becomes JSON null.</summary>
    public static Json ArrayOf(params ReadOnlySpan<Json> elements)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("["u8);
        for (var i = 0; i < elements.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            (elements[i].IsDefined ? elements[i] : Null).WriteTo(output);
        }
        output.Write("]"u8);
        return Written(output);
    }

    /// <summary>The value at a path of member names and array indexes, such as <c>thing.parts.0.id</c>.</summary>
    public Json At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var current = this;
        foreach (var range in path.AsSpan().Split('.'))
        {
            var segment = path[range];
            current =
                current.Kind is JsonValueKind.Array
                && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? current[index]
                    : current[segment];
            if (!current.IsDefined)
                break;
        }
        return current;
    }

    /// <summary>The text of a string; null where there is no value or it is JSON null.</summary>
    /// <exception cref="InvalidOperationException">The value is something else.</exception>
    public string? GetString()
    {
        if (IsNullOrUndefined)
            return null;
        var value = Inflated;
        return value.Raw[0] == '"' ? JsonText.ReadString(value.Raw[1..^1]) : throw value.IsNot("a string");
    }

    /// <summary>The number, if it is an integer of 64 bits.</summary>
    /// <exception cref="InvalidOperationException">The value is no number or does not fit.</exception>
    public long GetInt64() => TryGetInt64(out var number) ? number : throw IsNot("a 64-bit integer");

    /// <summary>Gives the number, if it is an integer of 64 bits; <c>1e3</c> and <c>1.0</c> count as integers.</summary>
    public bool TryGetInt64(out long number)
    {
        var raw = Inflated.Raw;
        if (Utf8Parser.TryParse(raw, out number, out var consumed) && consumed == raw.Length)
            return true;
        if (
            Kind is JsonValueKind.Number
            && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && decimal.IsInteger(exact)
            && exact is >= long.MinValue and <= long.MaxValue
        )
        {
            number = (long)exact;
            return true;
        }
        return false;
    }

    /// <summary>The number, rounded to a double.</summary>
    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public double GetDouble() =>
        Kind is JsonValueKind.Number
        && double.TryParse(Inflated.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IsNot("a number");

    /// <summary>The number as a decimal.</summary>
    /// <exception cref="InvalidOperationException">The value is no number or does not fit.</exception>
    public decimal GetDecimal() =>
        Kind is JsonValueKind.Number
        && decimal.TryParse(Inflated.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IsNot("a decimal number");

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidOperationException">The value is neither.</exception>
    public bool GetBoolean() =>
        Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw IsNot("true or false"),
        };

    /// <summary>Reads the value into a type by its source-generated JSON form; null where there is no value.</summary>
    /// <exception cref="JsonException">The value does not fit the type.</exception>
    public T? As<T>(JsonTypeInfo<T> type) =>
        IsDefined ? JsonSerializer.Deserialize(MustInflate() ? ToUtf8() : Raw, type) : default;

    /// <summary>Whether the value is the string <paramref name="text"/>.</summary>
    public bool IsString(string text) => Kind is JsonValueKind.String && GetString() == text;

    /// <summary>Writes the value as it came, except that compressed values are written decompressed.</summary>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!IsDefined)
            throw IsNot("a value");
        if (MustInflate())
            JsonCompression.WriteInflated(this, output);
        else
            output.Write(Raw);
    }

    /// <inheritdoc cref="WriteTo(IBufferWriter{byte})"/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!IsDefined)
            throw IsNot("a value");
        writer.WriteRawValue(MustInflate() ? ToUtf8() : Raw, skipInputValidation: true);
    }

    /// <summary>The JSON text in UTF-8, with compressed values decompressed.</summary>
    public byte[] ToUtf8()
    {
        if (!MustInflate())
            return Raw.ToArray();
        var output = new ArrayBufferWriter<byte>(_length * 2);
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The JSON text, with compressed values decompressed; empty where there is no value.</summary>
    public override string ToString() => IsDefined ? Encoding.UTF8.GetString(ToUtf8()) : "";

    /// <summary>A string; undefined for null.</summary>
    public static implicit operator Json(string? text)
    {
        if (text is null)
            return default;
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        JsonText.WriteString(output, text);
        return Written(output);
    }

    /// <summary>A number.</summary>
    public static implicit operator Json(long number) => Text(Utf8Of(number));

    /// <summary>A number; undefined for null.</summary>
    public static implicit operator Json(long? number) => number is { } value ? value : default(Json);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">JSON has no form for NaN and the infinities.</exception>
    public static implicit operator Json(double number) =>
        double.IsFinite(number)
            ? Text(Encoding.UTF8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)))
            : throw new ArgumentException($"JSON has no form for {number}.", nameof(number));

    /// <summary>A number.</summary>
    public static implicit operator Json(decimal number) =>
        Text(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>True or false.</summary>
    public static implicit operator Json(bool value) => value ? True : False;

    internal static Json Written(ArrayBufferWriter<byte> output) => Text(output.WrittenSpan);

    /// <summary>The value itself, or what a <c>COMPRESSED</c> string stands for.</summary>
    internal Json Inflated => Inflate(out var inflated) ? inflated : this;

    /// <summary>The value where white space may stand around it, as in text that came from elsewhere.</summary>
    internal Json Trimmed
    {
        get
        {
            var start = JsonText.SkipWhiteSpace(Raw, 0);
            var end = Raw.TrimEnd(" \t\r\n"u8).Length;
            return start < end ? Slice(start, end) : default;
        }
    }

    /// <summary>The value, in which <c>COMPRESSED</c> strings are read as what they stand for.</summary>
    internal Json Compressed => new(_buffer!, _start, _length, mayBeCompressed: true);

    internal Json Slice(int start, int end) => new(_buffer!, _start + start, end - start, _mayBeCompressed);

    private static Json Text(ReadOnlySpan<byte> utf8) => new(utf8.ToArray(), 0, utf8.Length);

    private static byte[] Utf8Of(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return digits[..length].ToArray();
    }

    private Json Find(string name, ReadOnlySpan<byte> utf8)
    {
        Json found = default;
        var members = EnumerateObject();
        while (members.MoveNext())
        {
            if (JsonText.StringEquals(members.RawName, utf8, name))
                found = members.RawValue;
        }
        return found.Inflated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Inflate(out Json inflated)
    {
        if (_mayBeCompressed && _length > JsonCompression.Prefix.Length && _buffer![_start] == '"')
            return JsonCompression.TryInflate(this, out inflated);
        inflated = default;
        return false;
    }

    private bool MustInflate() => _mayBeCompressed && Raw.IndexOf("\"COMPRESSED"u8) >= 0;

    private InvalidOperationException IsNot(string wanted) =>
        new($"The JSON value is {(IsDefined ? $"a {Kind}" : "missing")}, not {wanted}.");
}
