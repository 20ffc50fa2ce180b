using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LambdaStream.Compression;

/// <summary>The wire form of large values: <c>"COMPRESSED"</c> and the base64 of their gzipped JSON text.</summary>
/// <remarks>As the Node library's <c>utils/compression.js</c> writes and reads it.</remarks>
internal static partial class JsonCompression
{
    /// <summary>A value may not grow beyond this when it is decompressed: 64 MiB, ten times Lambda's payload.</summary>
    public const int MaxInflatedBytes = 64 * 1024 * 1024;

    // No deflated byte stands for more.
    private const int MaxRatio = 1_032;

    public static ReadOnlySpan<byte> Prefix => "COMPRESSED"u8;

    /// <summary>Gives what a <c>COMPRESSED</c> string stands for.</summary>
    /// <returns>False for a string that only starts with the prefix, such as "COMPRESSED air".</returns>
    /// <exception cref="InvalidDataException">It has more inside than a value may have.</exception>
    public static bool TryInflate(Json text, out Json inflated)
    {
        inflated = default;
        if (Base64In(text.Raw[1..^1]) is not { IsEmpty: false } base64)
            return false;
        var gzipped = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        try
        {
            if (Base64.DecodeFromUtf8(base64, gzipped, out _, out var length) is not OperationStatus.Done)
                return false;
            if (InflatedSize(gzipped.AsSpan(0, length)) is not { } size)
                return false;
            if (size > MaxInflatedBytes)
                throw new InvalidDataException($"A COMPRESSED value has more than {MaxInflatedBytes} bytes inside.");
            if (Gunzip(gzipped, length, (int)size) is not { } json)
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

    /// <summary>The bytes that a string has once decompressed, by what its end says; null where it is no compressed one.</summary>
    /// <param name="content">The string without its quotes.</param>
    /// <remarks>A value that is longer than it says is none, so nobody pays for more than this.</remarks>
    public static long? InflatedSizeOf(ReadOnlySpan<byte> content)
    {
        if (Base64In(content) is not { IsEmpty: false } base64)
            return null;
        var gzipped = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        try
        {
            return Base64.DecodeFromUtf8(base64, gzipped, out _, out var length) is OperationStatus.Done
                ? InflatedSize(gzipped.AsSpan(0, length))
                : null;
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

    // Base64 needs no escapes, but some writers escape its slash or its plus.
    private static ReadOnlySpan<byte> Base64In(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Prefix))
            return default;
        content = content[Prefix.Length..];
        return content.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(JsonString.Read(content)) : content;
    }

    // What does not begin as gzip, or says that it has more inside than can be, is the user's own text.
    private static long? InflatedSize(ReadOnlySpan<byte> gzipped)
    {
        if (gzipped is not [0x1f, 0x8b, ..] || gzipped.Length < 18)
            return null;
        long size = BinaryPrimitives.ReadUInt32LittleEndian(gzipped[^4..]);
        return size <= (long)gzipped.Length * MaxRatio ? size : null;
    }

    private static byte[]? Gunzip(byte[] gzipped, int length, int size)
    {
        using var gzip = new GZipStream(new MemoryStream(gzipped, 0, length), CompressionMode.Decompress);
        var inflated = new byte[size];
        try
        {
            // The last read finds the end, at which the checksum is.
            return gzip.ReadAtLeast(inflated, size, throwOnEndOfStream: false) == size && gzip.ReadByte() < 0
                ? inflated
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
