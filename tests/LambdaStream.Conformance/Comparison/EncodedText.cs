using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Comparison;

/// <summary>What stands in the texts of requests: JSON, lines, base64, compressed values.</summary>
internal static class EncodedText
{
    private const string Compressed = "COMPRESSED";

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static bool TryDecompress(string text, out JsonNode? value)
    {
        value = null;
        if (!text.StartsWith(Compressed, StringComparison.Ordinal))
            return false;
        try
        {
            using var gzipped = new MemoryStream(Convert.FromBase64String(text[Compressed.Length..]));
            using var gzip = new GZipStream(gzipped, CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            if (plain.Length == 0)
                return false;
            value = JavaScriptJson.Parse(plain.ToArray());
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Gives what a text holds: a JSON object or array, or a line of whatever it may be.</summary>
    public static bool TryRead(string text, out JsonNode inner)
    {
        if (text is [.. var line, '\n'])
        {
            inner = new JsonObject
            {
                ["$line"] = JavaScriptJson.TryParseStructure(line, out var structure)
                    ? structure
                    : JsonValue.Create(line),
            };
            return true;
        }
        return JavaScriptJson.TryParseStructure(text, out inner);
    }

    /// <summary>Gives the JSON object or array, or the line of one, that a base64 text holds.</summary>
    public static bool TryReadBase64(string base64, out JsonNode inner)
    {
        inner = null!;
        try
        {
            var text = StrictUtf8.GetString(Convert.FromBase64String(base64));
            if (!JavaScriptJson.TryParseStructure(text, out inner))
                return false;
            if (text is [.., '\n'])
                inner = new JsonObject { ["$line"] = inner };
            return true;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The length and the digest that stand for a long text.</summary>
    public static JsonObject Digest(string text) =>
        new()
        {
            ["length"] = text.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
}
