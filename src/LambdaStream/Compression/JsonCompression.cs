using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;

namespace LambdaStream.Compression;

/// <summary>The wire form of large values: <c>"COMPRESSED"</c> and the base64 of their gzipped JSON text.</summary>
/// <remarks>As the Node library's <c>utils/compression.js</c> writes and reads it.</remarks>
internal static partial class JsonCompression
{
    /// <summary>A value may not grow beyond this when it is decompressed: 64 MiB, ten times Lambda's payload.</summary>
    public const int MaxInflatedBytes = 64 * 1024 * 1024;

    public static ReadOnlySpan<byte> Prefix => "COMPRESSED"u8;

    /// <summary>Gives what a <c>COMPRESSED</c> string stands for.</summary>
    /// <returns>False for a string that only starts with the prefix, such as "COMPRESSED air".</returns>
    public static bool TryInflate(Json text, out Json inflated)
    {
        inflated = default;
        var content = text.Raw[1..^1];
        if (!content.StartsWith(Prefix))
            return false;
        content = content[Prefix.Length..];
        var gzipped = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(content.Length));
        try
        {
            if (Base64.DecodeFromUtf8(content, gzipped, out _, out var length) is not OperationStatus.Done)
                return false;
            // The magic number of gzip: anything else is the user's own text.
            if (length < 18 || gzipped[0] != 0x1f || gzipped[1] != 0x8b)
                return false;
            if (Gunzip(gzipped, length) is not { } json)
                return false;
            // What is inside is taken as it is, even where it looks compressed once more, as the Node library does.
            inflated = Json.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(gzipped);
        }
    }

    /// <summary>Writes a value with every compressed value in it decompressed, at any depth.</summary>
    public static void WriteInflated(Json value, IBufferWriter<byte> output)
    {
        value = value.Inflated;
        var raw = value.Raw;
        if (raw.IndexOf("\"COMPRESSED"u8) < 0)
        {
            output.Write(raw);
            return;
        }
        if (raw[0] == '{')
        {
            var members = value.EnumerateObject();
            var open = "{"u8;
            while (members.MoveNext())
            {
                output.Write(open);
                output.Write("\""u8);
                output.Write(members.RawName);
                output.Write("\":"u8);
                WriteInflated(members.RawValue, output);
                open = ","u8;
            }
            output.Write("}"u8);
        }
        else if (raw[0] == '[')
        {
            var open = "["u8;
            foreach (var element in value.EnumerateArray())
            {
                output.Write(open);
                WriteInflated(element, output);
                open = ","u8;
            }
            output.Write("]"u8);
        }
        else
        {
            output.Write(raw);
        }
    }

    private static byte[]? Gunzip(byte[] gzipped, int length)
    {
        using var gzip = new GZipStream(new MemoryStream(gzipped, 0, length), CompressionMode.Decompress);
        using var inflated = new MemoryStream(length * 4);
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (Read(gzip, chunk) is not 0 and var read)
            {
                if (read < 0)
                    return null;
                if (inflated.Length + read > MaxInflatedBytes)
                    throw new InvalidDataException(
                        $"A COMPRESSED value has more than {MaxInflatedBytes} bytes inside."
                    );
                inflated.Write(chunk, 0, read);
            }
            return inflated.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        static int Read(GZipStream gzip, byte[] chunk)
        {
            try
            {
                return gzip.Read(chunk);
            }
            catch (InvalidDataException)
            {
                return -1;
            }
        }
    }
}
