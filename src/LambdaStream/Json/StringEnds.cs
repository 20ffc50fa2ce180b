using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LambdaStream;

/// <summary>Finds where strings end in a text that is read from its beginning to its end, looking at 64 bytes at a time.</summary>
/// <remarks>
/// What it saw there answers for the next strings as well: most names and values are so short that there are several in 64 bytes.
/// </remarks>
internal struct StringEnds
{
    // A bit for each byte from there on that is a quote, a backslash or a control character.
    private ulong _seen;
    private int _seenFrom;

    /// <summary>The position, from <paramref name="position"/> on, of the first quote, backslash or control character; else the end.</summary>
    /// <param name="text">The text, each time the same.</param>
    /// <param name="position">Where in the string to begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ReadOnlySpan<byte> text, int position)
    {
        var offset = position - _seenFrom;
        if ((uint)offset < (uint)Vector512<byte>.Count)
        {
            var ends = _seen >> offset;
            if (ends != 0)
                return position + BitOperations.TrailingZeroCount(ends);
        }
        return Look(text, position);
    }

    // Not inlined: in the loops that ask for it, it would take the registers of what each round of them needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Look(ReadOnlySpan<byte> text, int position)
    {
        if (text.Length < Vector512<byte>.Count)
            return JsonText.EndOfPlain(text, position);
        while (position < text.Length)
        {
            // The last block ends with the text, so that it is whole.
            _seenFrom = Math.Min(position, text.Length - Vector512<byte>.Count);
            var bytes = Vector512.Create(text.Slice(_seenFrom, Vector512<byte>.Count));
            _seen = (
                Vector512.Equals(bytes, Vector512.Create((byte)'"'))
                | Vector512.Equals(bytes, Vector512.Create((byte)'\\'))
                | Vector512.LessThan(bytes, Vector512.Create((byte)' '))
            ).ExtractMostSignificantBits();
            var ends = _seen >> (position - _seenFrom);
            if (ends != 0)
                return position + BitOperations.TrailingZeroCount(ends);
            position = _seenFrom + Vector512<byte>.Count;
        }
        return text.Length;
    }
}
