using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Values;

/// <summary>JSON text as JavaScript reads and writes it: lone surrogates are legal, the last of duplicate names wins.</summary>
internal static class JavaScriptJson
{
    private const int MaxDepth = 2_000;

    public static JsonNode? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var node = Read(ref reader);
        // Anything behind the value is an error, which the reader raises.
        reader.Read();
        return node;
    }

    /// <summary>Gives the JSON object or array that a text holds.</summary>
    public static bool TryParseStructure(string text, out JsonNode structure)
    {
        structure = null!;
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed is not (['{', ..] or ['[', ..]))
            return false;
        try
        {
            structure = Parse(text)!;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What <c>JSON.stringify</c> gives.</summary>
    public static string Stringify(JsonNode? node) => Stringify(node, JavaScriptNumber.Text);

    /// <summary>The JSON text with every digit of its numbers, which JavaScript would round.</summary>
    public static string StringifyExactly(JsonNode? node) => Stringify(node, JavaScriptNumber.Raw);

    private static string Stringify(JsonNode? node, Func<JsonValue, string> number)
    {
        var output = new StringBuilder();
        Write(output, node, number);
        return output.ToString();
    }

    private static JsonNode? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonObject();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    var name = ReadText(ref reader);
                    reader.Read();
                    members[name] = Read(ref reader);
                }
                return members;
            case JsonTokenType.StartArray:
                var elements = new JsonArray();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                    elements.Add(Read(ref reader));
                return elements;
            case JsonTokenType.String:
                return JsonValue.Create(ReadText(ref reader));
            case JsonTokenType.Number:
                return JsonValue.Create(JsonElement.ParseValue(ref reader));
            case JsonTokenType.True:
                return JsonValue.Create(true);
            case JsonTokenType.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader refuses escapes of lone surrogates, JavaScript does not.
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }
            i++;
            if (escaped[i] == 'u')
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.HexNumber, null));
                i += 4;
                continue;
            }
            text.Append(
                escaped[i] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    var unit => unit,
                }
            );
        }
        return text.ToString();
    }

    private static void Write(StringBuilder output, JsonNode? node, Func<JsonValue, string> number)
    {
        switch (node)
        {
            case null:
                output.Append("null");
                break;
            case JsonObject members:
                var separator = '{';
                foreach (var (name, member) in members)
                {
                    output.Append(separator);
                    WriteText(output, name);
                    output.Append(':');
                    Write(output, member, number);
                    separator = ',';
                }
                output.Append(separator == '{' ? "{}" : "}");
                break;
            case JsonArray elements:
                output.Append('[');
                for (var i = 0; i < elements.Count; i++)
                {
                    if (i > 0)
                        output.Append(',');
                    Write(output, elements[i], number);
                }
                output.Append(']');
                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                WriteText(output, value.GetValue<string>());
                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.Number:
                output.Append(number(value));
                break;
            default:
                output.Append(node.ToJsonString());
                break;
        }
    }

    private static void WriteText(StringBuilder output, string text)
    {
        output.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                output.Append(unit).Append(text[++i]);
                continue;
            }
            _ = unit switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                < ' ' => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ when char.IsSurrogate(unit) => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => output.Append(unit),
            };
        }
        output.Append('"');
    }
}
