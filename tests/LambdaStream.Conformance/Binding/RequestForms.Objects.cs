using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Values;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

internal sealed partial class RequestForms
{
    public GetObjectRequest? GetObject(JsonNode? node) =>
        Read(
            "GetObject",
            node,
            request => new GetObjectRequest
            {
                Bucket = request.Text("Bucket"),
                Key = request.Text("Key") ?? "",
                VersionId = request.Text("VersionId"),
                Range = request.Text("Range"),
                IfMatch = request.Text("IfMatch"),
            }
        );

    public HeadObjectRequest? HeadObject(JsonNode? node) =>
        Read(
            "HeadObject",
            node,
            request => new HeadObjectRequest
            {
                Bucket = request.Text("Bucket"),
                Key = request.Text("Key") ?? "",
                VersionId = request.Text("VersionId"),
            }
        );

    public PutObjectRequest? PutObject(JsonNode? node) =>
        Read(
            "PutObject",
            node,
            request => new PutObjectRequest
            {
                Bucket = request.Text("Bucket"),
                Key = request.Text("Key") ?? "",
                Body = Body(request.Node("Body")),
                ContentType = request.Text("ContentType"),
                ContentEncoding = request.Text("ContentEncoding"),
                ContentDisposition = request.Text("ContentDisposition"),
                CacheControl = request.Text("CacheControl"),
                StorageClass = request.Text("StorageClass"),
                ServerSideEncryption = request.Text("ServerSideEncryption"),
                SSEKMSKeyId = request.Text("SSEKMSKeyId"),
                Tagging = request.Text("Tagging"),
                IfMatch = request.Text("IfMatch"),
                IfNoneMatch = request.Text("IfNoneMatch"),
                Metadata = Metadata(request),
            }
        );

    public CopyObjectRequest? CopyObject(JsonNode? node) =>
        Read(
            "CopyObject",
            node,
            request => new CopyObjectRequest
            {
                Bucket = request.Text("Bucket"),
                Key = request.Text("Key") ?? "",
                CopySource = request.Text("CopySource") ?? "",
                Metadata = Metadata(request),
                MetadataDirective = request.Text("MetadataDirective"),
                ContentType = request.Text("ContentType"),
            }
        );

    public DeleteObjectRequest? DeleteObject(JsonNode? node) =>
        Read(
            "DeleteObject",
            node,
            request => new DeleteObjectRequest
            {
                Bucket = request.Text("Bucket"),
                Key = request.Text("Key") ?? "",
                VersionId = request.Text("VersionId"),
            }
        );

    public ListObjectsV2Request? ListObjects(JsonNode? node) =>
        Read(
            "ListObjectsV2",
            node,
            request => new ListObjectsV2Request
            {
                Bucket = request.Text("Bucket"),
                Prefix = request.Text("Prefix"),
                Delimiter = request.Text("Delimiter"),
                MaxKeys = request.Number("MaxKeys"),
                ContinuationToken = request.Text("ContinuationToken"),
                StartAfter = request.Text("StartAfter"),
            }
        );

    private static byte[] Body(JsonNode? body) =>
        body switch
        {
            null => [],
            JsonValue text when text.GetValueKind() is JsonValueKind.String => Encoding.UTF8.GetBytes(
                text.GetValue<string>()
            ),
            _ => Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(body)),
        };

    private static Dictionary<string, string>? Metadata(Members request) =>
        (request.Node("Metadata") as JsonObject)?.ToDictionary(
            member => member.Key,
            member => member.Value!.GetValue<string>()
        );
}
