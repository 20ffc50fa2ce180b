using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace LambdaStream;

public readonly partial struct Json
{
    /// <summary>Reads JSON text.</summary>
    /// <exception cref="JsonException">The text is no JSON, is deeper than 1,000 levels, or goes on behind the value.</exception>
    public static Json Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads UTF-8 JSON text. The bytes are kept, so they must not change afterwards.</summary>
    /// <exception cref="JsonException">The text is no JSON or no UTF-8, is deeper than 1,000 levels, or goes on behind the value.</exception>
    public static Json Parse(byte[] utf8) => Parse(new Json(utf8, 0, utf8.Length));

    /// <summary>The value in this text, once it is known to be one.</summary>
    internal Json Validated() => Parse(this);

    private static Json Parse(Json text)
    {
        if (!Utf8.IsValid(text.Raw))
            throw new JsonException("The text is not valid UTF-8.");
        var scanner = new JsonScanner(text);
        var value = scanner.Take();
        scanner.End();
        return value;
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
        var length = 2;
        foreach (var (name, value) in members)
            length += name.Length + value._length + 4;
        var output = new ArrayBufferWriter<byte>(length);
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in members)
        {
            if (!value.IsDefined)
                continue;
            if (!first)
                output.Write(","u8);
            first = false;
            JsonString.Write(output, name);
            output.Write(":"u8);
            value.WriteTo(output);
        }
        output.Write("}"u8);
        return Written(output);
    }

    /// <summary>Builds an array from elements; an undefined element becomes JSON null.</summary>
    public static Json ArrayOf(params ReadOnlySpan<Json> elements)
    {
        var length = 2;
        foreach (var element in elements)
            length += element._length + 1;
        var output = new ArrayBufferWriter<byte>(length);
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

    /// <summary>A string; undefined for null.</summary>
    public static implicit operator Json(string? text)
    {
        if (text is null)
            return default;
        var utf8 = JsonString.Quoted(text);
        return new(utf8, 0, utf8.Length);
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

    /// <summary>What was written, which is kept where it is: the writer must not be used any more.</summary>
    internal static Json Written(ArrayBufferWriter<byte> output) =>
        MemoryMarshal.TryGetArray(output.WrittenMemory, out var written)
            ? new(written.Array!, written.Offset, written.Count)
            : Text(output.WrittenSpan);

    private static Json Text(ReadOnlySpan<byte> utf8) => new(utf8.ToArray(), 0, utf8.Length);

    private static byte[] Utf8Of(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return digits[..length].ToArray();
    }
}
