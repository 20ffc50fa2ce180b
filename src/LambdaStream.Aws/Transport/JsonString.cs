using System.Buffers;
using System.Text;

namespace LambdaStream.Aws.Transport;

/// <summary>Writes JSON strings.</summary>
internal static class JsonString
{
    private static readonly SearchValues<byte> MustEscape = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, 32).Select(unit => (byte)unit),
    ]);

    public static void Write(IBufferWriter<byte> output, string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, rented);
        Write(output, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes text that is in UTF-8 already.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        output.Write("\""u8);
        while (utf8.IndexOfAny(MustEscape) is >= 0 and var plain)
        {
            output.Write(utf8[..plain]);
            WriteEscaped(output, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }
        output.Write(utf8);
        output.Write("\""u8);
    }

    private static void WriteEscaped(IBufferWriter<byte> output, byte unit)
    {
        if (unit is (byte)'"' or (byte)'\\')
        {
            output.Write([(byte)'\\', unit]);
            return;
        }
        var digits = "0123456789abcdef"u8;
        output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[unit >> 4], digits[unit & 15]]);
    }
}
