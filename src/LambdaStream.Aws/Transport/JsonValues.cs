using System.Buffers;
using System.Buffers.Text;

namespace LambdaStream.Aws.Transport;

/// <summary>Writes JSON values that several services need.</summary>
internal static class JsonValues
{
    public static void WriteArray<T>(
        this IBufferWriter<byte> output,
        IReadOnlyList<T> elements,
        Action<T, IBufferWriter<byte>> write
    )
    {
        output.Write("["u8);
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            write(elements[i], output);
        }
        output.Write("]"u8);
    }

    public static void WriteBase64(this IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.Write("\""u8);
        var length = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        Base64.EncodeToUtf8(bytes, output.GetSpan(length), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }
}
