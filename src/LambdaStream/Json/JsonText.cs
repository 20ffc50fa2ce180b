using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace LambdaStream;

/// <summary>Moves over JSON text that is known to be valid, and reads and writes its strings.</summary>
/// <remarks>
/// The text was validated once, when it came in. After that every look-up is a skip over bytes, which the vectorised
/// searches of the runtime do at memory speed.
/// </remarks>
internal static class JsonText
{
    private static readonly SearchValues<byte> QuoteBackslashOrControl = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, ' ').Select(control => (byte)control),
    ]);
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private const int ShortBlocks = 4;

    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(",}] \t\r\n"u8);
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014"
            + "\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    public static int SkipWhiteSpace(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            position++;
        return position;
    }

    /// <summary>The position, from <paramref name="position"/> on, of the first quote, backslash or control character; else the end.</summary>
    public static int EndOfPlain(ReadOnlySpan<byte> text, int position)
    {
        // Most strings are short, and for those a call of the runtime's search costs more than the search.
        for (var block = 0; block < ShortBlocks && position + Vector128<byte>.Count <= text.Length; block++)
        {
            var bytes = Vector128.Create(text.Slice(position, Vector128<byte>.Count));
            var ends =
                Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
            if (ends != Vector128<byte>.Zero)
                return position + BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
            position += Vector128<byte>.Count;
        }
        var end = text[position..].IndexOfAny(QuoteBackslashOrControl);
        return end < 0 ? text.Length : position + end;
    }

    /// <summary>The position behind the string whose opening quote is at <paramref name="position"/>.</summary>
    public static int SkipString(ReadOnlySpan<byte> text, int position)
    {
        position = EndOfPlain(text, position + 1);
        while (text[position] != '"')
            position = EndOfPlain(text, position + 2);
        return position + 1;
    }

    /// <summary>The position behind the value that starts at <paramref name="position"/>.</summary>
    public static int SkipValue(ReadOnlySpan<byte> text, int position)
    {
        switch (text[position])
        {
            case (byte)'"':
                return SkipString(text, position);
            case (byte)'{' or (byte)'[':
                var depth = 0;
                while (true)
                {
                    position += text[position..].IndexOfAny(Structure);
                    switch (text[position])
                    {
                        case (byte)'"':
                            position = SkipString(text, position);
                            continue;
                        case (byte)'{' or (byte)'[':
                            depth++;
                            break;
                        default:
                            depth--;
                            break;
                    }
                    position++;
                    if (depth == 0)
                        return position;
                }
            default:
                var end = text[position..].IndexOfAny(EndOfScalar);
                return end < 0 ? text.Length : position + end;
        }
    }

    /// <summary>Reads the content of a string, without its quotes.</summary>
    /// <remarks>A lone surrogate, which JavaScript allows, reads as U+FFFD.</remarks>
    public static string ReadString(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(content);
        var rented = ArrayPool<char>.Shared.Rent(content.Length);
        var length = Unescape(content, rented);
        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    /// <summary>Whether the content of a string, as it stands in the text, is <paramref name="value"/>.</summary>
    public static bool StringEquals(ReadOnlySpan<byte> content, string value)
    {
        if (content.Length == value.Length && Ascii.Equals(content, value))
            return true;
        return (content.Contains((byte)'\\') || !Ascii.IsValid(value)) && ReadString(content) == value;
    }

    private static int Unescape(ReadOnlySpan<byte> content, Span<char> target)
    {
        var length = 0;
        while (!content.IsEmpty)
        {
            var plain = content.IndexOf((byte)'\\');
            if (plain < 0)
                plain = content.Length;
            length += Encoding.UTF8.GetChars(content[..plain], target[length..]);
            content = content[plain..];
            if (content.IsEmpty)
                break;
            if (content[1] == 'u')
            {
                _ = Utf8Parser.TryParse(content.Slice(2, 4), out ushort unit, out _, 'x');
                target[length++] = (char)unit;
                content = content[6..];
                continue;
            }
            target[length++] = content[1] switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var other => (char)other,
            };
            content = content[2..];
        }
        ReplaceLoneSurrogates(target[..length]);
        return length;
    }

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                text[i] = '\uFFFD';
        }
    }

    /// <summary>Writes a string with its quotes, escaping only what JSON asks for, as <c>JSON.stringify</c> does.</summary>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(MustEscape);
            if (plain < 0)
                plain = text.Length;
            Encoding.UTF8.GetBytes(text[..plain], output);
            text = text[plain..];
            if (text.IsEmpty)
                break;
            WriteEscaped(output, text[0]);
            text = text[1..];
        }
        output.Write("\""u8);
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
