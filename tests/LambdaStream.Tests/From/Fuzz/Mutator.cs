using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaStream.Tests;

/// <summary>Damages payloads, and the JSON and base64 inside them, in ways that a seed decides.</summary>
internal sealed class Mutator(Random random)
{
    // A JSON value: where it stands, with its name and comma if it is a member or an element.
    private readonly record struct Part(int Start, int End, int MemberStart, bool IsString, bool IsInContainer);

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-0.0",
        "9007199254740993",
        "1e400",
        "-1E-400",
        new string('9', 400),
        "\"\"",
        "\"x\"",
        "\"%%%\"",
        "\"ew==\"",
        "\"84mawg==\"",
        "\"\\ud800\"",
        "\"\\udc00\\u0000\"",
        "\"COMPRESSEDeJw=\"",
        "[]",
        "{}",
        "[null]",
        "[{}]",
        "{\"\":{\"skip\":true}}",
        "{\"id\":1,\"type\":2,\"timestamp\":\"x\",\"tags\":[],\"partitionKey\":{}}",
        Deep('[', ']', 900),
        Deep('[', ']', 1_100),
    ];

    private static readonly byte[][] Pieces =
    [
        [0xff],
        [0xc3],
        [0xed, 0xa0, 0x80],
        [0xef, 0xbb, 0xbf],
        [0],
        [(byte)'"'],
        [(byte)'{'],
        [(byte)']'],
        [(byte)','],
        [(byte)'\\'],
        [(byte)' '],
    ];

    public byte[] Mutate(byte[] payload)
    {
        for (var count = random.Next(1, 4); count > 0 && payload.Length > 0; count--)
            payload = Once(payload, depth: 0);
        return payload;
    }

    private byte[] Once(byte[] bytes, int depth)
    {
        var kind = random.Next(10);
        // A payload that is no JSON tells little, so most mutations leave the text well-formed.
        if (kind < 2 || Parts(bytes) is not { Count: > 0 } parts)
            return Bytes(bytes);
        var part = parts[random.Next(parts.Count)];
        if (kind < 6 && depth < 3 && Inside(bytes, parts, depth) is { } inside)
            return inside;
        return (kind % 4) switch
        {
            0 => Replace(bytes, part.Start, part.End, Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)])),
            1 => Delete(bytes, part),
            2 => Duplicate(bytes, part),
            _ => Swap(bytes, part, parts[random.Next(parts.Count)]),
        };
    }

    private byte[] Bytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            return Pieces[random.Next(Pieces.Length)];
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                return bytes[..at];
            case 1:
                return Replace(bytes, at, at, Pieces[random.Next(Pieces.Length)]);
            case 2:
                return Replace(bytes, at, Math.Min(bytes.Length, at + random.Next(1, 9)), []);
            default:
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    // In a string there may be JSON, or base64 of it: what is in there is damaged, and put back as it was.
    private byte[]? Inside(byte[] bytes, List<Part> parts, int depth)
    {
        var strings = parts.FindAll(part => part.IsString && part.End - part.Start > 8);
        if (strings.Count == 0)
            return null;
        var part = strings[random.Next(strings.Count)];
        string text;
        try
        {
            text = JsonDocument.Parse(bytes.AsMemory(part.Start..part.End)).RootElement.GetString()!;
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException)
        {
            return null;
        }
        if (text is ['{' or '[', ..])
        {
            var inner = Encoding.UTF8.GetString(Once(Encoding.UTF8.GetBytes(text), depth + 1));
            return Replace(bytes, part.Start, part.End, JsonSerializer.SerializeToUtf8Bytes(inner));
        }
        if (!Base64.IsValid(text))
            return null;
        if (random.Next(4) == 0)
            return Bytes(bytes, part);
        var data = Convert.ToBase64String(Once(Convert.FromBase64String(text), depth + 1));
        return Replace(bytes, part.Start, part.End, Encoding.UTF8.GetBytes($"\"{data}\""));
    }

    private byte[] Bytes(byte[] bytes, Part part) =>
        Replace(bytes, part.Start, part.End, Bytes(bytes[part.Start..part.End]));

    private static byte[] Delete(byte[] bytes, Part part)
    {
        if (!part.IsInContainer)
            return [];
        var (start, end) = (part.MemberStart, part.End);
        // With the comma behind or before it.
        var next = end;
        while (next < bytes.Length && bytes[next] is (byte)' ' or (byte)'\n' or (byte)'\r')
            next++;
        if (next < bytes.Length && bytes[next] == ',')
            return Replace(bytes, start, next + 1, []);
        var before = start - 1;
        while (before > 0 && bytes[before] is (byte)' ' or (byte)'\n' or (byte)'\r')
            before--;
        return Replace(bytes, before >= 0 && bytes[before] == ',' ? before : start, end, []);
    }

    private byte[] Duplicate(byte[] bytes, Part part)
    {
        if (!part.IsInContainer)
            return bytes;
        byte[] member = [.. ","u8, .. bytes[part.MemberStart..part.End]];
        var copies = random.Next(8) == 0 ? 50 : 1;
        return Replace(bytes, part.End, part.End, [.. Enumerable.Repeat(member, copies).SelectMany(copy => copy)]);
    }

    private static byte[] Swap(byte[] bytes, Part a, Part b)
    {
        if (a.Start > b.Start)
            (a, b) = (b, a);
        if (a.End > b.Start)
            return bytes;
        return
        [
            .. bytes[..a.Start],
            .. bytes[b.Start..b.End],
            .. bytes[a.End..b.Start],
            .. bytes[a.Start..a.End],
            .. bytes[b.End..],
        ];
    }

    private static byte[] Replace(byte[] bytes, int start, int end, byte[] by) =>
        [.. bytes[..start], .. by, .. bytes[end..]];

    // All values of a JSON text; none where it is no JSON.
    private static List<Part> Parts(byte[] bytes)
    {
        var parts = new List<Part>();
        var open = new Stack<(int Start, int MemberStart)>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 2_000 });
        var name = -1;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((start, name < 0 ? start : name));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var container = open.Pop();
                        parts.Add(
                            new(
                                container.Start,
                                (int)reader.BytesConsumed,
                                container.MemberStart,
                                false,
                                open.Count > 0
                            )
                        );
                        break;
                    default:
                        var isString = reader.TokenType is JsonTokenType.String;
                        parts.Add(
                            new(start, (int)reader.BytesConsumed, name < 0 ? start : name, isString, open.Count > 0)
                        );
                        break;
                }
                name = -1;
            }
        }
        catch (JsonException)
        {
            return [];
        }
        return parts;
    }

    private static string Deep(char open, char close, int depth) =>
        string.Create(CultureInfo.InvariantCulture, $"{new string(open, depth)}{new string(close, depth)}");
}
