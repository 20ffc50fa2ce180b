using System.IO.Compression;

namespace LambdaStream.Tests;

/// <summary>A small compressed value that grows beyond every limit when it is decompressed.</summary>
internal static class Bomb
{
    private static readonly Lazy<string> Built = new(Build);

    public static string Text => Built.Value;

    private static string Build()
    {
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var chunk = new byte[1024 * 1024];
            chunk.AsSpan().Fill((byte)' ');
            for (var megabytes = 0; megabytes < 65; megabytes++)
                gzip.Write(chunk);
            gzip.Write("{}"u8);
        }
        return $"COMPRESSED{Convert.ToBase64String(gzipped.ToArray())}";
    }
}
