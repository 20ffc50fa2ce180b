using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace LambdaStream;

/// <summary>Reads and writes the strings of JSON text.</summary>
internal static class JsonString
{
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014"
            + "\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    /// <summary>Reads the content of a string, without its quotes.</summary>
    /// <remarks>A lone surrogate, which JavaScript allows, reads as U+FFFD.</remarks>
    public static string Read(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(content);
        var rented = ArrayPool<byte>.Shared.Rent(content.Length);
        var text = Encoding.UTF8.GetString(rented, 0, Unescape(content, rented));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Whether the content of a string, as it stands in the text, is <paramref name="value"/>.</summary>
    public static bool Is(ReadOnlySpan<byte> content, string value)
    {
        // No form of a character is shorter than one byte.
        if (content.Length < value.Length)
            return false;
        if (content.Contains((byte)'\\'))
            return Read(content) == value;
        if (content.Length == value.Length && Ascii.Equals(content, value))
            return true;
        // What is not ASCII is longer in UTF-8.
        return content.Length > value.Length && !Ascii.IsValid(value) && Read(content) == value;
    }

    /// <summary>Writes the content of a string as it reads, in UTF-8.</summary>
    /// <remarks>A lone surrogate, which JavaScript allows, reads as U+FFFD.</remarks>
    /// <param name="content">The content as it stands in JSON, without quotes.</param>
    /// <param name="target">Room for as many bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> target)
    {
        var (read, length) = (0, 0);
        while (read < content.Length)
        {
            if (read <= content.Length - Vector128<byte>.Count)
            {
                // The block is copied whole; what counts is what stands before its first backslash.
                var bytes = Vector128.Create(content.Slice(read, Vector128<byte>.Count));
                bytes.CopyTo(target[length..]);
                var escapes = Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits();
                var plain = escapes == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(escapes);
                read += plain;
                length += plain;
                if (escapes == 0)
                    continue;
            }
            else if (content[read] != '\\')
            {
                target[length++] = content[read++];
                continue;
            }
            if (content[read + 1] == 'u')
            {
                length += ReadCharacter(content, ref read).EncodeToUtf8(target[length..]);
                continue;
            }
            target[length++] = content[read + 1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var other => other,
            };
            read += 2;
        }
        return length;
    }

    // What \u stands for, together with a second one where they are a surrogate pair.
    private static Rune ReadCharacter(ReadOnlySpan<byte> content, ref int position)
    {
        var unit = Unit(content, position);
        position += 6;
        if (Rune.TryCreate(unit, out var character))
            return character;
        var isPair =
            content.Length >= position + 6
            && content[position] == '\\'
            && content[position + 1] == 'u'
            && Rune.TryCreate(unit, Unit(content, position), out character);
        if (!isPair)
            return Rune.ReplacementChar;
        position += 6;
        return character;

        static char Unit(ReadOnlySpan<byte> content, int position)
        {
            _ = Utf8Parser.TryParse(content.Slice(position + 2, 4), out ushort unit, out _, 'x');
            return (char)unit;
        }
    }

    /// <summary>Writes a string with its quotes, escaping only what JSON asks for, as <c>JSON.stringify</c> does.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(MustEscape))
        {
            WriteQuoted(output, text);
            return;
        }
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(MustEscape);
            if (plain < 0)
                plain = text.Length;
            WritePlain(output, text[..plain]);
            text = text[plain..];
            if (text.IsEmpty)
                break;
            WriteEscaped(output, text[0]);
            text = text[1..];
        }
        output.Write("\""u8);
    }

    /// <summary>A string as JSON text, with its quotes.</summary>
    public static byte[] Quoted(string text)
    {
        if (text.AsSpan().ContainsAny(MustEscape))
        {
            var output = new ArrayBufferWriter<byte>(text.Length + 16);
            Write(output, text);
            return output.WrittenSpan.ToArray();
        }
        var quoted = new byte[Encoding.UTF8.GetByteCount(text) + 2];
        Encoding.UTF8.GetBytes(text, quoted.AsSpan(1));
        (quoted[0], quoted[^1]) = ((byte)'"', (byte)'"');
        return quoted;
    }

    /// <summary>How long <see cref="Quoted"/> is.</summary>
    public static int QuotedLength(string text) =>
        text.AsSpan().ContainsAny(MustEscape) ? Quoted(text).Length : Encoding.UTF8.GetByteCount(text) + 2;

    // The encoding's own way asks for three bytes a character, which makes a buffer of the right size grow.
    private static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text) + 2;
        var quoted = output.GetSpan(length);
        quoted[0] = (byte)'"';
        Encoding.UTF8.GetBytes(text, quoted[1..]);
        quoted[length - 1] = (byte)'"';
        output.Advance(length);
    }

    private static void WritePlain(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(length)));
    }

    private static void WriteEscaped(IBufferWriter<byte> output, char unit)
    {
        var escape = unit switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\f' => "\\f"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            _ => default,
        };
        if (!escape.IsEmpty)
        {
            output.Write(escape);
            return;
        }
        Span<byte> unicode = [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Hex(unit >> 4), Hex(unit & 15)];
        output.Write(unicode);

        static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
}
