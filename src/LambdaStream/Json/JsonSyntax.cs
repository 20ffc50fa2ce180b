using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LambdaStream;

/// <summary>The grammar of JSON: passes over values in text that nobody has looked at yet, and refuses what is none.</summary>
/// <remarks>
/// It accepts exactly what <see cref="Utf8JsonReader"/> accepts, which tells what is wrong with the rest. That the text is
/// UTF-8 has to be seen to before.
/// </remarks>
internal static class JsonSyntax
{
    /// <summary>The position behind the value that starts at <paramref name="position"/>.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="position">Where the value starts.</param>
    /// <param name="depth">How many objects and arrays it is in.</param>
    /// <param name="ends">Of the strings of this text.</param>
    /// <exception cref="JsonException">There is no value, or it is too deep.</exception>
    public static int SkipValue(ReadOnlySpan<byte> text, int position, int depth, ref StringEnds ends) =>
        At(text, position) switch
        {
            (byte)'"' => SkipString(text, position + 1, ref ends, out _),
            (byte)'{' => SkipObject(text, position + 1, depth + 1, ref ends),
            (byte)'[' => SkipArray(text, position + 1, depth + 1, ref ends),
            (byte)'t' => SkipLiteral(text, position, "true"u8),
            (byte)'f' => SkipLiteral(text, position, "false"u8),
            (byte)'n' => SkipLiteral(text, position, "null"u8),
            _ => SkipNumber(text, position),
        };

    /// <summary>The position behind the string whose first character is at <paramref name="position"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipString(ReadOnlySpan<byte> text, int position, ref StringEnds ends, out bool isEscaped)
    {
        position = ends.Next(text, position);
        isEscaped = At(text, position) != '"';
        return isEscaped ? SkipEscapes(text, position, ref ends) : position + 1;
    }

    /// <summary>The position of the value behind a colon.</summary>
    public static int SkipColon(ReadOnlySpan<byte> text, int position)
    {
        position = JsonText.SkipWhiteSpace(text, position);
        return At(text, position) == ':' ? JsonText.SkipWhiteSpace(text, position + 1) : throw Broken(text);
    }

    /// <summary>The byte at a position, 0 behind the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<byte> text, int position) =>
        (uint)position < (uint)text.Length ? text[position] : (byte)0;

    /// <summary>What is wrong with a text, in the words of .NET's reader, which also tell where.</summary>
    public static JsonException Broken(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            while (reader.Read()) { }
        }
        catch (JsonException error)
        {
            return error;
        }
        return new JsonException("The text is no JSON.");
    }

    private static int SkipObject(ReadOnlySpan<byte> text, int position, int depth, ref StringEnds ends)
    {
        if (depth > Json.MaxDepth)
            throw Broken(text);
        position = JsonText.SkipWhiteSpace(text, position);
        if (At(text, position) == '}')
            return position + 1;
        while (true)
        {
            if (At(text, position) != '"')
                throw Broken(text);
            position = SkipColon(text, SkipString(text, position + 1, ref ends, out _));
            position = JsonText.SkipWhiteSpace(text, SkipValue(text, position, depth, ref ends));
            switch (At(text, position++))
            {
                case (byte)',':
                    position = JsonText.SkipWhiteSpace(text, position);
                    continue;
                case (byte)'}':
                    return position;
                default:
                    throw Broken(text);
            }
        }
    }

    private static int SkipArray(ReadOnlySpan<byte> text, int position, int depth, ref StringEnds ends)
    {
        if (depth > Json.MaxDepth)
            throw Broken(text);
        position = JsonText.SkipWhiteSpace(text, position);
        if (At(text, position) == ']')
            return position + 1;
        while (true)
        {
            position = JsonText.SkipWhiteSpace(text, SkipValue(text, position, depth, ref ends));
            switch (At(text, position++))
            {
                case (byte)',':
                    position = JsonText.SkipWhiteSpace(text, position);
                    continue;
                case (byte)']':
                    return position;
                default:
                    throw Broken(text);
            }
        }
    }

    // From a backslash to the string's end.
    private static int SkipEscapes(ReadOnlySpan<byte> text, int position, ref StringEnds ends)
    {
        while (At(text, position) == '\\')
            position = ends.Next(text, SkipEscape(text, position + 1));
        return At(text, position) == '"' ? position + 1 : throw Broken(text);
    }

    private static int SkipEscape(ReadOnlySpan<byte> text, int position)
    {
        switch (At(text, position))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return position + 1;
            case (byte)'u':
                for (var i = 1; i <= 4; i++)
                {
                    if (!char.IsAsciiHexDigit((char)At(text, position + i)))
                        throw Broken(text);
                }
                return position + 5;
            default:
                throw Broken(text);
        }
    }

    private static int SkipLiteral(ReadOnlySpan<byte> text, int position, ReadOnlySpan<byte> literal) =>
        text[position..].StartsWith(literal) ? position + literal.Length : throw Broken(text);

    private static int SkipNumber(ReadOnlySpan<byte> text, int position)
    {
        if (At(text, position) == '-')
            position++;
        // Nothing may follow a leading zero but a fraction or an exponent, so a digit there is left over as an error.
        position = At(text, position) == '0' ? position + 1 : SkipDigits(text, position);
        if (At(text, position) == '.')
            position = SkipDigits(text, position + 1);
        if (At(text, position) is (byte)'e' or (byte)'E')
        {
            position++;
            if (At(text, position) is (byte)'+' or (byte)'-')
                position++;
            position = SkipDigits(text, position);
        }
        return position;
    }

    // At least one.
    private static int SkipDigits(ReadOnlySpan<byte> text, int position)
    {
        if (!char.IsAsciiDigit((char)At(text, position)))
            throw Broken(text);
        do
        {
            position++;
        } while (char.IsAsciiDigit((char)At(text, position)));
        return position;
    }
}
