using System.Text;
using System.Text.Unicode;

namespace LambdaStream.Connectors;

/// <summary>Requests and answers with the names of the API of S3, as fault events show them.</summary>
internal static class S3Json
{
    public static Json Of(GetObjectRequest request) =>
        Json.ObjectOf(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("VersionId", request.VersionId),
            ("Range", request.Range),
            ("IfMatch", request.IfMatch)
        );

    public static Json Of(GetObjectResponse response) =>
        Json.ObjectOf(
            ("ContentLength", response.ContentLength),
            ("ContentType", response.ContentType),
            ("ContentEncoding", response.ContentEncoding),
            ("ETag", response.ETag),
            ("VersionId", response.VersionId),
            ("LastModified", Time(response.LastModified)),
            ("Metadata", Metadata(response.Metadata)),
            ("Body", response.Line is null ? Content(response.Body) : default),
            ("line", response.Line)
        );

    public static Json Of(HeadObjectRequest request) =>
        Json.ObjectOf(("Bucket", request.Bucket), ("Key", request.Key), ("VersionId", request.VersionId));

    public static Json Of(HeadObjectResponse response) =>
        Json.ObjectOf(
            ("ContentLength", response.ContentLength),
            ("ContentType", response.ContentType),
            ("ContentEncoding", response.ContentEncoding),
            ("ETag", response.ETag),
            ("VersionId", response.VersionId),
            ("LastModified", Time(response.LastModified)),
            ("Metadata", Metadata(response.Metadata))
        );

    public static Json Of(PutObjectRequest request) =>
        Json.ObjectOf(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("Body", Content(request.Body)),
            ("ContentType", request.ContentType),
            ("ContentEncoding", request.ContentEncoding),
            ("ContentDisposition", request.ContentDisposition),
            ("CacheControl", request.CacheControl),
            ("Metadata", Metadata(request.Metadata)),
            ("IfNoneMatch", request.IfNoneMatch),
            ("IfMatch", request.IfMatch),
            ("StorageClass", request.StorageClass),
            ("ServerSideEncryption", request.ServerSideEncryption),
            ("SSEKMSKeyId", request.SSEKMSKeyId),
            ("Tagging", request.Tagging)
        );

    /// <summary>Where an object is written, without its content.</summary>
    public static Json PlaceOf(PutObjectRequest request) =>
        Json.ObjectOf(("Bucket", request.Bucket), ("Key", request.Key));

    public static Json Of(PutObjectResponse response) =>
        Json.ObjectOf(("ETag", response.ETag), ("VersionId", response.VersionId));

    public static Json Of(CopyObjectRequest request) =>
        Json.ObjectOf(
            ("Bucket", request.Bucket),
            ("Key", request.Key),
            ("CopySource", request.CopySource),
            ("Metadata", Metadata(request.Metadata)),
            ("MetadataDirective", request.MetadataDirective),
            ("ContentType", request.ContentType)
        );

    public static Json Of(CopyObjectResponse response) =>
        Json.ObjectOf(
            (
                "CopyObjectResult",
                Json.ObjectOf(
                    ("ETag", response.CopyObjectResult.ETag),
                    ("LastModified", Time(response.CopyObjectResult.LastModified))
                )
            ),
            ("VersionId", response.VersionId)
        );

    public static Json Of(DeleteObjectRequest request) =>
        Json.ObjectOf(("Bucket", request.Bucket), ("Key", request.Key), ("VersionId", request.VersionId));

    public static Json Of(DeleteObjectResponse response) =>
        Json.ObjectOf(
            ("DeleteMarker", response.DeleteMarker is { } marker ? marker : default(Json)),
            ("VersionId", response.VersionId)
        );

    public static Json Of(ListObjectsV2Request request) =>
        Json.ObjectOf(
            ("Bucket", request.Bucket),
            ("Prefix", request.Prefix),
            ("Delimiter", request.Delimiter),
            ("MaxKeys", request.MaxKeys is { } most ? (long)most : default(Json)),
            ("ContinuationToken", request.ContinuationToken),
            ("StartAfter", request.StartAfter)
        );

    public static Json Of(ListObjectsV2Response response) =>
        Json.ObjectOf(
            ("IsTruncated", response.IsTruncated),
            ("Contents", response.Content is null ? Json.ArrayOf([.. response.Contents.Select(Of)]) : default),
            ("Content", response.Content is { } content ? Of(content) : default),
            (
                "CommonPrefixes",
                response.CommonPrefixes.Count == 0
                    ? default
                    : Json.ArrayOf([.. response.CommonPrefixes.Select(prefix => Json.ObjectOf(("Prefix", prefix)))])
            ),
            ("KeyCount", response.KeyCount is { } count ? (long)count : default(Json)),
            ("NextContinuationToken", response.NextContinuationToken)
        );

    private static Json Of(S3Object content) =>
        Json.ObjectOf(
            ("Key", content.Key),
            ("Size", content.Size),
            ("ETag", content.ETag),
            ("LastModified", Time(content.LastModified)),
            ("StorageClass", content.StorageClass)
        );

    // What is no text is shown by its size, as the Node library does.
    private static Json Content(ReadOnlyMemory<byte> body) =>
        Utf8.IsValid(body.Span) ? Encoding.UTF8.GetString(body.Span) : $"[BUFFER: {body.Length}]";

    private static string? Time(DateTimeOffset? time) =>
        time is { } known ? $"{known.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}" : null;

    private static Json Metadata(IReadOnlyDictionary<string, string>? metadata) =>
        metadata is null ? default : Json.ObjectOf([.. metadata.Select(member => (member.Key, (Json)member.Value))]);
}
