using System.Buffers;
using System.Text;

namespace LambdaStream.Aws.Signing;

/// <summary>Text in UTF-8 that grows in a pooled buffer and must be disposed.</summary>
internal sealed class Utf8Text(int capacity) : IDisposable
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8
    );

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    public void Append(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void AppendHex(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, Room(bytes.Length * 2), out var written);
        _length += written;
    }

    /// <summary>Appends text percent-encoded as RFC 3986 has it, with capital digits.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="isPath">Whether a slash stands for itself.</param>
    /// <param name="keepsEscapes">Whether a percent sign does, because the text is encoded already.</param>
    public void AppendEncoded(ReadOnlySpan<byte> utf8, bool isPath = false, bool keepsEscapes = false)
    {
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
                plain = utf8.Length;
            Append(utf8[..plain]);
            if (plain == utf8.Length)
                return;
            if (isPath && utf8[plain] == '/')
                Append("/"u8);
            else if (keepsEscapes && utf8[plain] == '%')
                Append("%"u8);
            else
                AppendEncoded(utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }
    }

    public void Clear() => _length = 0;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void AppendEncoded(byte value)
    {
        var digits = "0123456789ABCDEF"u8;
        ReadOnlySpan<byte> encoded = [(byte)'%', digits[value >> 4], digits[value & 15]];
        Append(encoded);
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        return _buffer.AsSpan(_length);
    }
}
