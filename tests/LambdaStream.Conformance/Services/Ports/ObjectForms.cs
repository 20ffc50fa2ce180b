using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>Requests and answers of S3 in the JSON of its API.</summary>
internal static class ObjectForms
{
    public static JsonObject Of(GetObjectRequest request) =>
        ApiJson.Input(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("VersionId", request.VersionId),
            ("Range", request.Range),
            ("IfMatch", request.IfMatch)
        );

    public static JsonObject Of(GetObjectResponse response) =>
        ApiJson.Input(
            ("ContentLength", response.ContentLength),
            ("ETag", response.ETag),
            ("Body", response.Line is null ? response.Text : null),
            ("line", response.Line)
        );

    public static JsonObject Of(HeadObjectRequest request) =>
        ApiJson.Input(("Bucket", request.Bucket), ("Key", request.Key), ("VersionId", request.VersionId));

    public static JsonObject Of(HeadObjectResponse response) =>
        ApiJson.Input(("ContentLength", response.ContentLength), ("ETag", response.ETag));

    public static JsonObject Of(PutObjectRequest request) =>
        ApiJson.Input(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("Body", request.Text),
            ("ContentType", request.ContentType),
            ("ContentEncoding", request.ContentEncoding),
            ("ContentDisposition", request.ContentDisposition),
            ("CacheControl", request.CacheControl),
            ("StorageClass", request.StorageClass),
            ("ServerSideEncryption", request.ServerSideEncryption),
            ("SSEKMSKeyId", request.SSEKMSKeyId),
            ("Tagging", request.Tagging),
            ("IfMatch", request.IfMatch),
            ("IfNoneMatch", request.IfNoneMatch),
            ("Metadata", ApiJson.From(request.Metadata))
        );

    public static JsonObject Of(PutObjectResponse response) => ApiJson.Input(("ETag", response.ETag));

    public static JsonObject Of(CopyObjectRequest request) =>
        ApiJson.Input(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("CopySource", request.CopySource),
            ("Metadata", ApiJson.From(request.Metadata)),
            ("MetadataDirective", request.MetadataDirective),
            ("ContentType", request.ContentType)
        );

    public static JsonObject Of(CopyObjectResponse response) =>
        ApiJson.Input(("CopyObjectResult", ApiJson.Input(("ETag", response.CopyObjectResult.ETag))));

    public static JsonObject Of(DeleteObjectRequest request) =>
        ApiJson.Input(("Bucket", request.Bucket), ("Key", request.Key), ("VersionId", request.VersionId));

    public static JsonObject Of(DeleteObjectResponse response) => ApiJson.Input(("VersionId", response.VersionId));

    public static JsonObject Of(ListObjectsV2Request request) =>
        ApiJson.Input(
            ("Bucket", request.Bucket),
            ("Prefix", request.Prefix),
            ("Delimiter", request.Delimiter),
            ("MaxKeys", request.MaxKeys),
            ("ContinuationToken", request.ContinuationToken),
            ("StartAfter", request.StartAfter)
        );

    public static JsonObject Of(ListObjectsV2Response response) =>
        ApiJson.Input(
            ("IsTruncated", response.IsTruncated),
            ("KeyCount", response.KeyCount),
            ("NextContinuationToken", response.NextContinuationToken),
            ("Contents", response.Content is null ? ApiJson.List(response.Contents, Of) : null),
            ("Content", response.Content is { } content ? Of(content) : null)
        );

    private static JsonObject Of(S3Object content) =>
        ApiJson.Input(("Key", content.Key), ("Size", content.Size), ("ETag", content.ETag));
}
