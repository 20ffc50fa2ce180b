using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>One hash for the requests that a side made, whatever the order of requests and of their parts.</summary>
/// <remarks>The Node side writes the same lines (peers/node/digest.mjs).</remarks>
public sealed record Digest(int Requests, string Sha256, string? First)
{
    private static readonly JsonSerializerOptions AsJavaScript = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Digest Of(IEnumerable<string> requests)
    {
        var lines = requests.Order(StringComparer.Ordinal).ToList();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return new(lines.Count, Convert.ToHexStringLower(hash), lines.FirstOrDefault());
    }

    public static string Line(PutEventsRequestEntry entry) =>
        string.Join(
            '|',
            entry.EventBusName,
            entry.Source,
            entry.DetailType,
            Sorted(JsonNode.Parse(entry.Detail.ToString()))!.ToJsonString(AsJavaScript)
        );

    public static string Line(UpdateItemRequest request) =>
        string.Join(
            '|',
            request.TableName,
            Sorted(request.Key),
            Sections(request.UpdateExpression!),
            request.ConditionExpression,
            Sorted(request.ExpressionAttributeNames!),
            Sorted(request.ExpressionAttributeValues!),
            request.ReturnValues
        );

    // SET #b = :b, #a = :a REMOVE #c  =>  REMOVE #c;SET #a = :a,#b = :b
    private static string Sections(string expression)
    {
        string[] keywords = ["SET ", "REMOVE ", "ADD ", "DELETE "];
        var starts = keywords
            .Select(keyword => (" " + expression).IndexOf(" " + keyword, StringComparison.Ordinal))
            .Where(start => start >= 0)
            .Append(expression.Length + 1)
            .Order()
            .ToList();
        var sections = starts.Zip(starts.Skip(1), (start, end) => Section(expression[start..(end - 1)]));
        return string.Join(';', sections.Order(StringComparer.Ordinal));
    }

    private static string Section(string section)
    {
        var space = section.IndexOf(' ', StringComparison.Ordinal);
        var clauses = section[(space + 1)..].Split(", ").Order(StringComparer.Ordinal);
        return $"{section[..space]} {string.Join(',', clauses)}";
    }

    private static string Sorted(Item item) => Sorted(JsonNode.Parse(item.ToString()))!.ToJsonString(AsJavaScript);

    private static string Sorted(IReadOnlyDictionary<string, string> names) =>
        new JsonObject(
            names
                .OrderBy(name => name.Key, StringComparer.Ordinal)
                .Select(name => KeyValuePair.Create(name.Key, (JsonNode?)name.Value))
        ).ToJsonString(AsJavaScript);

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray elements => new JsonArray([.. elements.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
