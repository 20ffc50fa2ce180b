using System.Globalization;
using System.Text;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>Makes events as texts of JSON, from a seed.</summary>
/// <param name="random">Where the chance comes from.</param>
internal sealed class RandomEvents(Random random)
{
    private const string Tags =
        """{"account":"a","region":"us-west-2","stage":"s","source":"service","functionname":"f","pipeline":"p","own":""";

    private static readonly string[] Names =
    [
        "name",
        "ssn",
        "thing",
        "parts",
        "12",
        "0",
        "12abc",
        "constructor",
        "toString",
        "COMPRESSED",
        "id",
        "type",
        "raw",
        "é",
        "\U0001F600",
        "with space",
        "a.b",
        "\\\"quoted\\\"",
        "\\u0061\\n",
        "length",
        "hasOwnProperty",
    ];

    private static readonly string[] Pieces =
    [
        "a",
        "the quick brown fox ",
        "ß",
        "ж日本語",
        "\U0001F680",
        "\\ud83d",
        "\\udc00x",
        "\\u0000",
        "\\u00e9",
        "\\n\\t\\/\\\\",
        "\\\"",
        "\u2028",
        "<&>'",
        "\u007f",
        "COMPRESSED",
    ];

    /// <summary>Whether texts may begin with COMPRESSED, which the Node library cannot read.</summary>
    public bool Prefixes { get; init; } = true;

    /// <summary>
    /// Whether it is for an item of DynamoDB. The document client of Node loses <c>__proto__</c>, takes an object with a
    /// <c>constructor</c> for one of a class, and numbers of more than 53 bits are errors to it.
    /// </summary>
    public bool ForItems { get; init; }

    /// <summary>An event. All that the libraries add to an event is there already.</summary>
    public string Next(int id)
    {
        var members = new List<string>
        {
            $"\"id\":\"{id}\"",
            $"\"type\":\"thing-{random.Next(3)}\"",
            $"\"partitionKey\":\"p{random.Next(9)}\"",
            $"\"timestamp\":{1_700_000_000_000 + id}",
            $"\"tags\":{Tags}{Text(mayBeLarge: false)}}}",
            $"\"thing\":{Value(0)}",
        };
        if (random.Next(2) == 0)
            members.Add($"\"name\":{Value(1)}");
        if (random.Next(3) == 0)
            members.Add($"\"list\":[{Value(1)},{Value(2)}]");
        if (random.Next(4) == 0)
            members.Add($"\"bytes\":\"{Binary()}\"");
        if (random.Next(4) == 0)
            members.Add($"\"12\":{Value(3)}");
        if (random.Next(4) == 0 && !ForItems)
            members.Add($"\"__proto__\":{Value(3)}");
        return $"{{{string.Join(',', members)}}}";
    }

    private string Value(int depth) =>
        random.Next(depth > 4 ? 7 : 11) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 => Number(),
            3 => "\"\"",
            4 => $"\"{Binary()}\"",
            5 or 6 => Text(),
            7 or 8 => Array(depth + 1),
            _ => Object(depth + 1),
        };

    private string Object(int depth)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = random.Next(6); count > 0; count--)
        {
            var name = random.Next(8) == 0 ? "__proto__" : Names[random.Next(Names.Length)];
            if (!ForItems || name is not ("__proto__" or "constructor"))
                members[name] = Value(depth);
        }
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
    }

    private string Array(int depth) =>
        $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Value(depth)))}]";

    // Tags stay small, since they stay in the entry of a claim check.
    private string Text(bool mayBeLarge = true)
    {
        var text = new StringBuilder("\"");
        if (random.Next(10) == 0 && Prefixes)
            text.Append("COMPRESSED");
        else
            text.Append('x');
        // A large one now and then, so that something is compressed at every threshold.
        var count = mayBeLarge && random.Next(25) == 0 ? random.Next(2_000) : random.Next(6);
        for (; count > 0; count--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.Append('"').ToString();
    }

    private string Binary()
    {
        var bytes = new byte[random.Next(100)];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private string Number() =>
        random.Next(ForItems ? 3 : 7) switch
        {
            0 => random.Next(-1_000, 1_000).ToString(CultureInfo.InvariantCulture),
            1 => random.NextInt64(-(1L << 53) + 1, 1L << 53).ToString(CultureInfo.InvariantCulture),
            2 => $"{random.Next(1, 1_000)}.{random.Next(1, 1_000_000)}",
            3 => $"{random.NextInt64(1L << 53, long.MaxValue)}",
            4 => $"{random.NextInt64(1, long.MaxValue)}{random.NextInt64(1, long.MaxValue)}{random.Next(10)}",
            5 => $"0.{random.NextInt64(1L << 53, long.MaxValue)}{random.NextInt64(1L << 53, long.MaxValue)}",
            _ => $"{random.Next(1, 10)}.50{(random.Next(2) == 0 ? "e" : "E")}{random.Next(-30, 30)}",
        };
}
