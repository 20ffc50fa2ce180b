namespace LambdaStream.Topology;

/// <summary>The nodes of a picture besides the pipelines, each drawn once, in the shape of its service.</summary>
internal sealed class MermaidNodes
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _nodes = [];
    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);

    /// <summary>The nodes, in the order in which they were first named.</summary>
    public IReadOnlyList<string> All => _nodes;

    /// <summary>The node of a target, such as <c>dynamodb:things</c>.</summary>
    public string Of(string key, string? label = null)
    {
        var id = IdOf(key);
        if (!_drawn.Add(key))
            return id;
        var (service, target) = key.IndexOf(':') is >= 0 and var colon ? (key[..colon], key[(colon + 1)..]) : ("", key);
        var (open, close) = service switch
        {
            "dynamodb" or "timestream" => ("[(", ")]"),
            "eventbridge" or "sns" => ("{{", "}}"),
            "kinesis" or "firehose" or "sqs" => ("[[", "]]"),
            "s3" => ("[/", "/]"),
            _ => ("([", "])"),
        };
        _nodes.Add($"{id}{open}\"{Text(label ?? LabelOf(service, target))}\"{close}");
        return id;
    }

    /// <summary>The name of a node within the picture.</summary>
    public string IdOf(string key)
    {
        if (!_ids.TryGetValue(key, out var id))
        {
            var name = string.Concat(key.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
            // Other keys may differ only in what was replaced, and some words are Mermaid's own.
            id = _ids.ContainsValue(name) || name is "end" or "" ? $"{name}_{_ids.Count}" : name;
            _ids.Add(key, id);
        }
        return id;
    }

    /// <summary>A text as it may stand within quotation marks.</summary>
    public static string Text(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    // Of an ARN or a URL the end tells enough.
    private static string LabelOf(string service, string target)
    {
        var name = target[(target.LastIndexOfAny(['/', ':']) + 1)..];
        return name is "*" or "" ? service : name;
    }
}
