using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services;

/// <summary>S3 as far as vectors need it: objects of text by bucket and key.</summary>
internal sealed class ObjectStore
{
    private const int DefaultPage = 1_000;

    private readonly SortedDictionary<string, string> _objects = new(StringComparer.Ordinal);

    public ObjectStore(JsonObject objects)
    {
        foreach (var (path, content) in objects)
            _objects[path] = Content(content);
    }

    /// <summary>The form of a scripted body: what is read is the object's content, everything else the response.</summary>
    public static JsonNode? Answer(string operation, JsonNode? body) =>
        operation == "GetObject" ? Object(Content(body)) : body;

    public JsonNode Call(string operation, JsonObject input)
    {
        var path = $"{Text(input, "Bucket")}/{Text(input, "Key")}";
        switch (operation)
        {
            case "GetObject":
                return Object(Find(path));
            case "HeadObject":
                return Head(Find(path));
            case "PutObject":
                _objects[path] = Text(input, "Body");
                return new JsonObject { ["ETag"] = "\"etag\"" };
            case "CopyObject":
                _objects[path] = Find(Uri.UnescapeDataString(Text(input, "CopySource").TrimStart('/')));
                return new JsonObject { ["CopyObjectResult"] = new JsonObject { ["ETag"] = "\"etag\"" } };
            case "DeleteObject":
                _objects.Remove(path);
                return new JsonObject();
            case "ListObjectsV2":
                return List(input);
            default:
                return new JsonObject();
        }
    }

    private static string Content(JsonNode? content) =>
        content is JsonValue value && value.GetValueKind() is JsonValueKind.String
            ? value.GetValue<string>()
            : JavaScriptJson.Stringify(content);

    private static JsonObject Object(string content)
    {
        var answer = Head(content);
        answer["Body"] = content;
        return answer;
    }

    private static JsonObject Head(string content) =>
        new() { ["ContentLength"] = Encoding.UTF8.GetByteCount(content), ["ETag"] = "\"etag\"" };

    private static string Text(JsonObject input, string member) => input[member]?.GetValue<string>() ?? "";

    private string Find(string path) =>
        _objects.TryGetValue(path, out var content)
            ? content
            : throw new ServiceException("NoSuchKey", "The specified key does not exist.")
            {
                StatusCode = HttpStatusCode.NotFound,
            };

    // The continuation token is the index of the next key among those with the prefix.
    private JsonObject List(JsonObject input)
    {
        var bucket = Text(input, "Bucket") + "/";
        var prefix = bucket + Text(input, "Prefix");
        var keys = _objects.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var start = int.Parse(Text(input, "ContinuationToken") is { Length: > 0 } token ? token : "0", null);
        var size = input["MaxKeys"] is JsonValue max ? (int)JavaScriptNumber.Double(max) : DefaultPage;
        var page = keys.Skip(start).Take(size).ToList();
        var next = start + page.Count;
        var answer = new JsonObject
        {
            ["Name"] = Text(input, "Bucket"),
            ["Prefix"] = Text(input, "Prefix"),
            ["KeyCount"] = page.Count,
            ["MaxKeys"] = size,
            ["IsTruncated"] = next < keys.Count,
            ["Contents"] = new JsonArray([
                .. page.Select(pair =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["Key"] = pair.Key[bucket.Length..],
                            ["Size"] = Encoding.UTF8.GetByteCount(pair.Value),
                            ["ETag"] = "\"etag\"",
                        }
                ),
            ]),
        };
        if (next < keys.Count)
            answer["NextContinuationToken"] = next.ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}
