using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaStream.Compression;

namespace LambdaStream;

public readonly partial struct Json
{
    /// <summary>Writes the value as it came, except that compressed values are written decompressed.</summary>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!IsDefined)
            throw IsNot("a value");
        if (MustInflate())
            JsonCompression.WriteInflated(this, output);
        else
            output.Write(Raw);
    }

    /// <inheritdoc cref="WriteTo(IBufferWriter{byte})"/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!IsDefined)
            throw IsNot("a value");
        writer.WriteRawValue(MustInflate() ? ToUtf8() : Raw, skipInputValidation: true);
    }

    /// <summary>The JSON text in UTF-8, with compressed values decompressed.</summary>
    public byte[] ToUtf8()
    {
        if (!MustInflate())
            return Raw.ToArray();
        var output = new ArrayBufferWriter<byte>(_length * 2);
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The JSON text, with compressed values decompressed; empty where there is no value.</summary>
    public override string ToString() => IsDefined ? Encoding.UTF8.GetString(ToUtf8()) : "";
}
