using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
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
    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(",}] \t\r\n"u8);
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014"
            + "\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipWhiteSpace(ReadOnlySpan<byte> text, int position) =>
        (uint)position < (uint)text.Length && text[position] > ' ' ? position : EndOfWhiteSpace(text, position);

    /// <summary>The position, from <paramref name="position"/> on, of the first quote, backslash or control character; else the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfPlain(ReadOnlySpan<byte> text, int position)
    {
        // Most strings are short, and for those a call of the runtime's search costs more than the search.
        if (position <= text.Length - Vector128<byte>.Count)
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
        return EndOfLongPlain(text, position);
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
                return SkipContainer(text, position);
            default:
                var end = text[position..].IndexOfAny(EndOfScalar);
                return end < 0 ? text.Length : position + end;
        }
    }

    // Looks at 64 bytes at once, a bit for each: what stands between quotes is no bracket, and most blocks can be seen by
    // counting not to have the end.
    private static int SkipContainer(ReadOnlySpan<byte> text, int position)
    {
        var depth = 1;
        var isInString = 0ul;
        var isEscaped = 0ul;
        for (position++; ; position += Vector512<byte>.Count)
        {
            var block = BlockAt(text, position);
            var quotes = BitsOf(block, (byte)'"');
            var backslashes = BitsOf(block, (byte)'\\');
            if ((backslashes | isEscaped) != 0)
                quotes &= ~Escaped(backslashes, ref isEscaped);
            var strings = BetweenQuotes(quotes) ^ isInString;
            isInString = (ulong)((long)strings >> 63);
            // In ASCII a square bracket differs from a curly one by this bit alone.
            var curly = block | Vector512.Create((byte)0x20);
            var closing = BitsOf(curly, (byte)'}') & ~strings;
            var opening = BitsOf(curly, (byte)'{') & ~strings;
            // A pair of brackets that follow one another in the block leaves the depth as it is before and behind them.
            var unpaired = closing & ~BracketsBehind(opening, opening | closing);
            if (BitOperations.PopCount(unpaired) < depth)
            {
                depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
                continue;
            }
            for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
            {
                depth += (opening & brackets & (0 - brackets)) != 0 ? 1 : -1;
                if (depth == 0)
                    return position + BitOperations.TrailingZeroCount(brackets) + 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> BlockAt(ReadOnlySpan<byte> text, int position) =>
        position <= text.Length - Vector512<byte>.Count
            ? Vector512.Create(text.Slice(position, Vector512<byte>.Count))
            : LastBlock(text, position);

    private static Vector512<byte> LastBlock(ReadOnlySpan<byte> text, int position)
    {
        Span<byte> last = stackalloc byte[Vector512<byte>.Count];
        last.Clear();
        text[position..].CopyTo(last);
        return Vector512.Create((ReadOnlySpan<byte>)last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(Vector512<byte> block, byte character) =>
        Vector512.Equals(block, Vector512.Create(character)).ExtractMostSignificantBits();

    // Each bit says whether the number of quotes up to it is odd.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BetweenQuotes(ulong quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        return quotes ^ (quotes << 32);
    }

    // Of each opening bracket the one behind it: a carry runs from there over all that is no bracket.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BracketsBehind(ulong opening, ulong brackets)
    {
        var next = opening << 1;
        return ((next & ~brackets) + ~brackets | next) & brackets;
    }

    // What a backslash takes the meaning of, be it another backslash, or the first byte of the next block.
    private static ulong Escaped(ulong backslashes, ref ulong isNextEscaped)
    {
        var escaped = isNextEscaped;
        isNextEscaped = 0;
        for (backslashes &= ~escaped; backslashes != 0; )
        {
            var backslash = backslashes & (0 - backslashes);
            var next = backslash << 1;
            if (next == 0)
                isNextEscaped = 1;
            escaped |= next;
            backslashes &= ~(backslash | next);
        }
        return escaped;
    }

    /// <summary>Reads the content of a string, without its quotes.</summary>
    /// <remarks>A lone surrogate, which JavaScript allows, reads as U+FFFD.</remarks>
    public static string ReadString(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(content);
        var rented = ArrayPool<byte>.Shared.Rent(content.Length);
        var text = Encoding.UTF8.GetString(rented, 0, Unescape(content, rented));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Whether the content of a string, as it stands in the text, is <paramref name="value"/>.</summary>
    public static bool StringEquals(ReadOnlySpan<byte> content, string value)
    {
        if (content.Contains((byte)'\\'))
            return ReadString(content) == value;
        if (content.Length == value.Length && Ascii.Equals(content, value))
            return true;
        // What is not ASCII is longer in UTF-8.
        return content.Length > value.Length && !Ascii.IsValid(value) && ReadString(content) == value;
    }

    private static int EndOfWhiteSpace(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            position++;
        return position;
    }

    private static int EndOfLongPlain(ReadOnlySpan<byte> text, int position)
    {
        var end = text[position..].IndexOfAny(QuoteBackslashOrControl);
        return end < 0 ? text.Length : position + end;
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
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
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
            WriteString(output, text);
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
