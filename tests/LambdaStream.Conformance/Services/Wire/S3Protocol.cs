using System.Text.Json.Nodes;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Conformance.Services.Wire;

/// <summary>The REST protocol of S3, with the bucket in the path.</summary>
internal sealed class S3Protocol : IWireProtocol
{
    private const string MetadataPrefix = "x-amz-meta-";

    private static readonly (string Header, string Member)[] RequestHeaders =
    [
        ("Range", "Range"),
        ("If-Match", "IfMatch"),
        ("If-None-Match", "IfNoneMatch"),
        ("Content-Type", "ContentType"),
        ("Content-Encoding", "ContentEncoding"),
        ("Content-Disposition", "ContentDisposition"),
        ("Cache-Control", "CacheControl"),
        ("x-amz-copy-source", "CopySource"),
        ("x-amz-metadata-directive", "MetadataDirective"),
        ("x-amz-storage-class", "StorageClass"),
        ("x-amz-server-side-encryption", "ServerSideEncryption"),
        ("x-amz-server-side-encryption-aws-kms-key-id", "SSEKMSKeyId"),
        ("x-amz-tagging", "Tagging"),
    ];

    private static readonly (string Header, string Member)[] AnswerHeaders =
    [
        ("ETag", "ETag"),
        ("Content-Type", "ContentType"),
        ("Content-Encoding", "ContentEncoding"),
        ("Last-Modified", "LastModified"),
        ("x-amz-version-id", "VersionId"),
        ("x-amz-delete-marker", "DeleteMarker"),
    ];

    private static readonly Dictionary<string, string> ListParameters = new(StringComparer.Ordinal)
    {
        ["prefix"] = "Prefix",
        ["delimiter"] = "Delimiter",
        ["max-keys"] = "MaxKeys",
        ["continuation-token"] = "ContinuationToken",
        ["start-after"] = "StartAfter",
    };

    public WireCall Decode(LoopbackRequest request)
    {
        var (path, query) = WireText.Address(request);
        var parts = path.Split('/', 3);
        var input = new JsonObject { ["Bucket"] = WireText.Decode(parts[1]) };
        if (parts.Length < 3)
            return new("s3", "ListObjectsV2", List(request, query, input));
        input["Key"] = WireText.Decode(parts[2]);
        if (query.TryGetValue("versionId", out var version))
            input["VersionId"] = version;
        foreach (var (header, member) in RequestHeaders)
        {
            if (request.Headers.TryGetValue(header, out var value))
                input[member] = value;
        }
        if (Metadata(request) is { Count: > 0 } metadata)
            input["Metadata"] = metadata;
        var operation = (request.Method, input.ContainsKey("CopySource")) switch
        {
            ("GET", false) => "GetObject",
            ("HEAD", false) => "HeadObject",
            ("DELETE", false) => "DeleteObject",
            ("PUT", false) => "PutObject",
            ("PUT", true) => "CopyObject",
            _ => throw new NotSupportedException($"s3 has no {request.Method} of an object."),
        };
        if (operation == "PutObject")
            input["Body"] = WireText.Body(request);
        return new("s3", operation, input);
    }

    public LoopbackAnswer Encode(WireCall call, JsonNode? answer)
    {
        switch (call.Operation)
        {
            case "ListObjectsV2":
                return WireText.Answer(XmlText.Of("ListBucketResult", Encoded(answer), isFlat: true));
            case "CopyObject":
                var result = answer?["CopyObjectResult"]?.DeepClone() as JsonObject;
                return WithHeaders(WireText.Answer(XmlText.Of("CopyObjectResult", result ?? [])), answer);
            case "HeadObject":
                return WithHeaders(WireText.Answer(""), answer).WithHeader("Content-Length", answer, "ContentLength");
            case "GetObject":
                return WithHeaders(WireText.Answer(WireText.Of(answer?["Body"] ?? "")), answer);
            default:
                return WithHeaders(WireText.Answer(""), answer);
        }
    }

    public LoopbackAnswer Encode(WireCall call, ServiceException error)
    {
        // What answers HEAD has no body, so that only the status tells what is wrong.
        var body =
            call.Operation == "HeadObject"
                ? ""
                : XmlText.Of("Error", new JsonObject { ["Code"] = error.Code, ["Message"] = error.Message });
        return WireText.Answer(body) with { Status = (int)error.StatusCode! };
    }

    private static JsonObject List(LoopbackRequest request, IReadOnlyDictionary<string, string> query, JsonObject input)
    {
        if (request.Method != "GET" || query.GetValueOrDefault("list-type") != "2")
            throw new NotSupportedException("s3 takes GET of a bucket with list-type=2.");
        foreach (var (parameter, member) in ListParameters)
        {
            if (query.TryGetValue(parameter, out var value))
                input[member] = member == "MaxKeys" ? WireText.Number(value) : JsonValue.Create(value);
        }
        return input;
    }

    // XML does not have all the characters that keys have.
    private static JsonObject Encoded(JsonNode? answer)
    {
        var list = answer?.DeepClone() as JsonObject ?? [];
        list["EncodingType"] = "url";
        foreach (var content in (list["Contents"] as JsonArray ?? []).OfType<JsonObject>())
            content["Key"] = Uri.EscapeDataString(WireText.Of(content["Key"]));
        foreach (var prefix in (list["CommonPrefixes"] as JsonArray ?? []).OfType<JsonObject>())
            prefix["Prefix"] = Uri.EscapeDataString(WireText.Of(prefix["Prefix"]));
        return list;
    }

    private static JsonObject Metadata(LoopbackRequest request)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                metadata[name[MetadataPrefix.Length..]] = value;
        }
        return metadata;
    }

    private static LoopbackAnswer WithHeaders(LoopbackAnswer answer, JsonNode? scripted)
    {
        foreach (var (header, member) in AnswerHeaders)
            answer = answer.WithHeader(header, scripted, member);
        foreach (var (name, value) in scripted?["Metadata"] as JsonObject ?? [])
            answer = answer.With(MetadataPrefix + name, WireText.Of(value));
        return answer;
    }
}
