using System.Buffers.Text;
using System.Text.Json;

namespace LambdaStream.Peers;

/// <summary>What no processor can do without: find each record's data, decode its base64 and read its JSON once.</summary>
public static class DecodeOnly
{
    /// <summary>Counts the tokens of all events.</summary>
    public static int Run(ReadOnlySpan<byte> payload)
    {
        var tokens = 0;
        var buffer = new byte[4_096];
        var envelope = new Utf8JsonReader(payload);
        while (envelope.Read())
        {
            if (envelope.TokenType is not JsonTokenType.PropertyName || !envelope.ValueTextEquals("data"u8))
                continue;
            envelope.Read();
            if (envelope.ValueSpan.Length > buffer.Length)
                buffer = new byte[envelope.ValueSpan.Length];
            Base64.DecodeFromUtf8(envelope.ValueSpan, buffer, out _, out var length);
            var json = new Utf8JsonReader(buffer.AsSpan(0, length));
            while (json.Read())
                tokens++;
        }
        return tokens;
    }
}
