using System.Buffers;
using System.Text.Json;

namespace LambdaStream.Encryption;

/// <summary>What is encrypted of a value: its JSON text, as <c>JSON.stringify</c> writes it.</summary>
internal static class PlainText
{
    /// <summary>The text without white space and needless escapes. Numbers keep their digits, with a small e.</summary>
    public static ArrayBufferWriter<byte> Of(Json value)
    {
        ReadOnlySpan<byte> text = value.ToUtf8();
        var output = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '"')
            {
                var end = JsonText.SkipString(text, i);
                WriteString(text[i..end], output);
                i = end;
                continue;
            }
            // Only a number has a large E here. By that readers know strings of old writers, so it becomes a small one.
            if (text[i] == 'E')
                output.Write("e"u8);
            else if (JsonText.SkipWhiteSpace(text, i) == i)
                output.Write(text.Slice(i, 1));
            i++;
        }
        return output;
    }

    /// <summary>The value of a decrypted text. What is no JSON was encrypted by an old writer, and is a string.</summary>
    public static Json Read(byte[] text)
    {
        if (IsString(text))
            return AsString(text);
        try
        {
            return Json.Parse(text);
        }
        catch (JsonException)
        {
            // Not with what the reader says: it shows a part of the text.
            return AsString(text);
        }
    }

    // Old writers encrypted strings as they were, so that 1E5 may be one; new ones write numbers with a small e.
    private static bool IsString(ReadOnlySpan<byte> text)
    {
        var isDelimited =
            text is [(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']'] or [(byte)'"', .., (byte)'"'];
        return text.IsEmpty || !isDelimited && text.Count((byte)'E') == 1;
    }

    private static Json AsString(byte[] text) => System.Text.Encoding.UTF8.GetString(text);

    private static void WriteString(ReadOnlySpan<byte> quoted, ArrayBufferWriter<byte> output)
    {
        if (!quoted.Contains((byte)'\\'))
        {
            output.Write(quoted);
            return;
        }
        var read = JsonString.Read(quoted[1..^1]);
        // A lone surrogate has no form but its escape.
        if (read.Contains('\uFFFD', StringComparison.Ordinal))
            output.Write(quoted);
        else
            JsonString.Write(output, read);
    }
}
