using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LambdaStream;

/// <summary>Moves over JSON text that is known to be valid.</summary>
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

    // A byte that has none of these bits is a control character.
    private const byte AboveControls = 0xE0;

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
                | Vector128.Equals(bytes & Vector128.Create(AboveControls), Vector128<byte>.Zero);
            var bits = ends.ExtractMostSignificantBits();
            if (bits != 0)
                return position + BitOperations.TrailingZeroCount(bits);
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
        if (text.Length < Vector512<byte>.Count)
            return SkipShortContainer(text, position);
        var depth = 1;
        var isInString = 0ul;
        var isEscaped = 0ul;
        for (position++; position < text.Length; position += Vector512<byte>.Count)
        {
            // Of the last block there is only a part left: it ends with the text, and starts too early.
            var start = Math.Min(position, text.Length - Vector512<byte>.Count);
            var early = position - start;
            var block = Vector512.Create(text.Slice(start, Vector512<byte>.Count));
            var quotes = BitsOf(block, (byte)'"') >> early;
            var backslashes = BitsOf(block, (byte)'\\') >> early;
            // In ASCII a square bracket differs from a curly one by this bit alone.
            var curly = block | Vector512.Create((byte)0x20);
            var closing = BitsOf(curly, (byte)'}') >> early;
            var opening = BitsOf(curly, (byte)'{') >> early;
            if ((backslashes | isEscaped) != 0)
            {
                var escaped = Escaped(backslashes, isEscaped);
                isEscaped = (backslashes & ~escaped) >> 63;
                quotes &= ~escaped;
            }
            var strings = BetweenQuotes(quotes) ^ isInString;
            isInString = (ulong)((long)strings >> 63);
            closing &= ~strings;
            opening &= ~strings;
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
        return text.Length;
    }

    private static int SkipShortContainer(ReadOnlySpan<byte> text, int position)
    {
        Span<byte> block = stackalloc byte[Vector512<byte>.Count];
        block.Clear();
        text.CopyTo(block);
        return SkipContainer(block, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(Vector512<byte> block, byte character) =>
        Vector512.Equals(block, Vector512.Create(character)).ExtractMostSignificantBits();

    // Each bit says whether the number of quotes up to it is odd.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BetweenQuotes(ulong quotes)
    {
        // To multiply without carries by ones adds to each bit all that are below it.
        if (Pclmulqdq.IsSupported)
        {
            var ones = Vector128<ulong>.AllBitsSet;
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(quotes), ones, 0).ToScalar();
        }
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

    // What a backslash takes the meaning of, be it another backslash. The first byte may be escaped by the block before.
    private static ulong Escaped(ulong backslashes, ulong escaped)
    {
        for (backslashes &= ~escaped; backslashes != 0; )
        {
            var backslash = backslashes & (0 - backslashes);
            var next = backslash << 1;
            escaped |= next;
            backslashes &= ~(backslash | next);
        }
        return escaped;
    }

    private static int EndOfWhiteSpace(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            position++;
        return position;
    }

    private static int EndOfLongPlain(ReadOnlySpan<byte> text, int position)
    {
        for (; position <= text.Length - Vector256<byte>.Count; position += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(text.Slice(position, Vector256<byte>.Count));
            var ends =
                Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(bytes & Vector256.Create(AboveControls), Vector256<byte>.Zero);
            var bits = ends.ExtractMostSignificantBits();
            if (bits != 0)
                return position + BitOperations.TrailingZeroCount(bits);
        }
        var end = text[position..].IndexOfAny(QuoteBackslashOrControl);
        return end < 0 ? text.Length : position + end;
    }
}
