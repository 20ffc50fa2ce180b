namespace LambdaStream.Compression;

/// <summary>Sees to it that an event does not grow without end when it is decompressed, before anything of it is.</summary>
internal static class DecompressedSize
{
    /// <param name="text">The JSON of the event.</param>
    /// <param name="limit">The bytes that its compressed values may have together.</param>
    /// <exception cref="InvalidDataException">They have more; the message names the member that is too much.</exception>
    public static void Check(ReadOnlySpan<byte> text, long limit)
    {
        if (text.IndexOf("\"COMPRESSED"u8) < 0)
            return;
        var total = 0L;
        ReadOnlySpan<byte> name = default;
        for (var i = 0; i < text.Length; )
        {
            if (text[i] != '"')
            {
                i++;
                continue;
            }
            var end = JsonText.SkipString(text, i);
            var content = text[(i + 1)..(end - 1)];
            i = JsonText.SkipWhiteSpace(text, end);
            if (i < text.Length && text[i] == ':')
                name = content;
            else if (JsonCompression.InflatedSizeOf(content) is { } size && (total += size) > limit)
                throw new InvalidDataException(
                    $"The event's compressed values have more than {limit} bytes inside, with that of '{JsonString.Read(name)}'."
                );
        }
    }
}
