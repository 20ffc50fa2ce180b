using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace LambdaStream.Compression;

internal static partial class JsonCompression
{
    // A string counts for up to this many bytes more than its JSON text has.
    private const int MaxOvercount = 16;

    /// <summary>Compresses the members of an object, at any depth, that are larger than a threshold.</summary>
    /// <param name="value">An object. It is never compressed as a whole.</param>
    /// <param name="threshold">In bytes as the Node library counts them; null compresses nothing.</param>
    /// <param name="ignore">Members of these names stay as they are, but what is in them may be compressed.</param>
    public static Json Compress(Json value, int? threshold, IReadOnlyList<string> ignore)
    {
        if (threshold is not { } limit || value.Raw.Length + MaxOvercount <= limit)
            return value;
        var output = new ArrayBufferWriter<byte>(value.Raw.Length);
        WriteMembers(value, limit, ignore, output);
        return Json.Written(output);
    }

    private static void Write(
        Json value,
        string? name,
        int limit,
        IReadOnlyList<string> ignore,
        IBufferWriter<byte> output
    )
    {
        // The elements of a list have no name, and are never compressed by themselves.
        if (name is not null && !ignore.Contains(name) && IsLarger(value, limit))
            WriteCompressed(value, output);
        else
            WriteMembers(value, limit, ignore, output);
    }

    private static void WriteMembers(Json value, int limit, IReadOnlyList<string> ignore, IBufferWriter<byte> output)
    {
        var raw = value.Raw;
        if (raw.Length + MaxOvercount <= limit || raw[0] is not ((byte)'{' or (byte)'['))
        {
            output.Write(raw);
        }
        else if (raw[0] == '{')
        {
            var members = value.EnumerateObject();
            var open = "{\""u8;
            while (members.MoveNext())
            {
                output.Write(open);
                output.Write(members.RawName);
                output.Write("\":"u8);
                Write(members.RawValue, JsonString.Read(members.RawName), limit, ignore, output);
                open = ",\""u8;
            }
            output.Write("}"u8);
        }
        else
        {
            var open = "["u8;
            foreach (var element in value.EnumerateArray())
            {
                output.Write(open);
                Write(element, null, limit, ignore, output);
                open = ","u8;
            }
            output.Write("]"u8);
        }
    }

    private static bool IsLarger(Json value, int limit)
    {
        var raw = value.Raw;
        return raw[0] switch
        {
            (byte)'{' or (byte)'[' => raw.Length > limit && CanonicalLength(raw) > limit,
            (byte)'"' => !raw[1..].StartsWith(Prefix)
                && 12 + 4 * ((JsonString.Read(raw[1..^1]).Length + 3) / 4) > limit,
            _ => false,
        };
    }

    /// <summary>The bytes of the text as <c>JSON.stringify</c> writes it: without white space and needless escapes.</summary>
    private static long CanonicalLength(ReadOnlySpan<byte> text)
    {
        var length = 0L;
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '"')
            {
                var end = JsonText.SkipString(text, i);
                var content = text[(i + 1)..(end - 1)];
                length += content.Contains((byte)'\\') ? Rewritten(content) : end - i;
                i = end;
                continue;
            }
            if (text[i] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                length++;
            i++;
        }
        return length;

        static int Rewritten(ReadOnlySpan<byte> content)
        {
            var output = new ArrayBufferWriter<byte>(content.Length + 2);
            JsonString.Write(output, JsonString.Read(content));
            return output.WrittenCount;
        }
    }

    private static void WriteCompressed(Json value, IBufferWriter<byte> output)
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(value.Raw);
        output.Write("\""u8);
        output.Write(Prefix);
        Encoding.ASCII.GetBytes(Convert.ToBase64String(gzipped.GetBuffer(), 0, (int)gzipped.Length), output);
        output.Write("\""u8);
    }
}
