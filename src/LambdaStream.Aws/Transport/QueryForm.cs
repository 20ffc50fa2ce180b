using System.Buffers;
using System.Globalization;
using System.Text;

namespace LambdaStream.Aws.Transport;

/// <summary>Writes the parameters of a Query request as a form. Those without a value are left out.</summary>
internal sealed class QueryForm(IBufferWriter<byte> output)
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8
    );

    private bool _hasParameters;

    public void Add(string name, string? value)
    {
        if (value is null)
            return;
        if (_hasParameters)
            output.Write("&"u8);
        _hasParameters = true;
        WriteEncoded(name);
        output.Write("="u8);
        WriteEncoded(value);
    }

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    private void WriteEncoded(string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        ReadOnlySpan<byte> utf8 = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        while (utf8.IndexOfAnyExcept(Unreserved) is >= 0 and var plain)
        {
            output.Write(utf8[..plain]);
            var digits = "0123456789ABCDEF"u8;
            output.Write([(byte)'%', digits[utf8[plain] >> 4], digits[utf8[plain] & 15]]);
            utf8 = utf8[(plain + 1)..];
        }
        output.Write(utf8);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
