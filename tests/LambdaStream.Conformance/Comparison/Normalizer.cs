using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Comparison;

/// <summary>The form in which expected and actual values are compared: rules 1 to 6 of the vectors' README.</summary>
internal static class Normalizer
{
    private const int LongestText = 1_000;

    private static readonly HashSet<string> JsonKeys = new(StringComparer.Ordinal)
    {
        "Detail",
        "body",
        "Body",
        "MessageBody",
        "Message",
        "Payload",
        "Input",
    };

    private static readonly HashSet<string> Base64Keys = new(StringComparer.Ordinal) { "Data", "data" };

    /// <summary>Whether a request counts at all.</summary>
    public static bool Counts(string service, string operation) =>
        (service, operation)
            is not (("timestream", "DescribeEndpoints") or ("s3", "HeadBucket") or ("sts", "GetCallerIdentity"));

    /// <summary>The input of a request without what differs between clients, normalised.</summary>
    public static JsonNode? Input(string service, JsonNode? input)
    {
        if (input is not JsonObject members)
            return Normalize(input);
        var kept = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (service == "scheduler" && name == "ClientToken")
                continue;
            if (service == "s3" && IsHeader(name))
                continue;
            kept[name] = service == "s3" ? ObjectMember(name, value) : value?.DeepClone();
        }
        return Normalize(kept);
    }

    private static JsonNode? ObjectMember(string name, JsonNode? value) =>
        (name, value) switch
        {
            ("CopySource", _) when TextOf(value) is ['/', .. var source] => source,
            ("Metadata", JsonObject metadata) => InSmallLetters(metadata),
            _ => value?.DeepClone(),
        };

#pragma warning disable CA1308 // The names of metadata are those of headers, which are signed in small letters.
    private static JsonObject InSmallLetters(JsonObject members)
    {
        var small = new JsonObject();
        foreach (var (name, value) in members)
            small[name.ToLowerInvariant()] = value?.DeepClone();
        return small;
    }
#pragma warning restore CA1308

    public static JsonNode? Normalize(JsonNode? node) => Normalize(node, key: null);

    private static JsonNode? Normalize(JsonNode? node, string? key)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } members when DynamoDbSet(members) is { } sorted:
                return sorted;
            case JsonObject members:
                var normalized = new JsonObject();
                foreach (var (name, member) in members)
                    normalized[name] = Normalize(member, name);
                return normalized;
            case JsonArray elements:
                return new JsonArray([.. elements.Select(element => Normalize(element))]);
            case JsonValue when TextOf(node) is { } text:
                return NormalizeText(text, key);
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode? NormalizeText(string text, string? key)
    {
        if (EncodedText.TryDecompress(text, out var decompressed))
            return new JsonObject { ["$compressed"] = Normalize(decompressed) };
        if (key is not null && JsonKeys.Contains(key) && EncodedText.TryRead(text, out var inner))
            return Normalize(inner);
        if (
            key is not null
            && Base64Keys.Contains(key)
            && (EncodedText.TryRead(text, out inner) || EncodedText.TryReadBase64(text, out inner))
        )
            return Normalize(inner);
        if (key == "UpdateExpression")
            text = UpdateExpressionText.Sort(text);
        return text.Length > LongestText
            ? new JsonObject { ["$string"] = EncodedText.Digest(text) }
            : JsonValue.Create(text);
    }

    private static JsonObject? DynamoDbSet(JsonObject members)
    {
        var (type, value) = members.First();
        if (type is not ("SS" or "NS" or "BS") || value is not JsonArray elements)
            return null;
        if (elements.Any(element => TextOf(element) is null))
            return null;
        var texts = elements.Select(element => TextOf(element)!);
        var sorted =
            type == "NS"
                ? texts.OrderBy(JavaScriptNumber.Double).ThenBy(text => text, StringComparer.Ordinal)
                : texts.Order(StringComparer.Ordinal);
        return new() { [type] = new JsonArray([.. sorted.Select(text => (JsonNode)text)]) };
    }

    private static bool IsHeader(string name) =>
        name.StartsWith("Content", StringComparison.Ordinal) || name.StartsWith("Checksum", StringComparison.Ordinal);

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;
}
