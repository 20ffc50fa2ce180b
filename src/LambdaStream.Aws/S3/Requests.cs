using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.S3;

/// <summary>Makes the requests of the API of S3, without the bucket.</summary>
internal static class Requests
{
    // The SHA-256 of nothing.
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static AwsRequest GetObject(GetObjectRequest request) =>
        new()
        {
            Operation = "GetObject",
            Method = HttpMethod.Get,
            Path = PathOf(request.Key),
            Query = Query(("versionId", request.VersionId)),
            Headers = Headers(EmptyHash, ("range", request.Range), ("if-match", request.IfMatch)),
            IsLarge = true,
        };

    public static AwsRequest HeadObject(HeadObjectRequest request) =>
        new()
        {
            Operation = "HeadObject",
            Method = HttpMethod.Head,
            Path = PathOf(request.Key),
            Query = Query(("versionId", request.VersionId)),
            Headers = Headers(EmptyHash),
        };

    public static AwsRequest PutObject(PutObjectRequest request)
    {
        var hash = SHA256.HashData(request.Body.Span);
        return new()
        {
            Operation = "PutObject",
            Method = HttpMethod.Put,
            Path = PathOf(request.Key),
            Headers = Headers(
                Convert.ToHexStringLower(hash),
                [
                    // S3 compares it with what has come, and keeps it.
                    ("x-amz-checksum-sha256", Convert.ToBase64String(hash)),
                    ("content-type", request.ContentType),
                    ("content-encoding", request.ContentEncoding),
                    ("content-disposition", request.ContentDisposition),
                    ("cache-control", request.CacheControl),
                    ("if-none-match", request.IfNoneMatch),
                    ("if-match", request.IfMatch),
                    ("x-amz-storage-class", request.StorageClass),
                    ("x-amz-server-side-encryption", request.ServerSideEncryption),
                    ("x-amz-server-side-encryption-aws-kms-key-id", request.SSEKMSKeyId),
                    ("x-amz-tagging", request.Tagging),
                    .. Metadata(request.Metadata),
                ]
            ),
            IsLarge = true,
            Body = request.Body,
        };
    }

    public static AwsRequest CopyObject(CopyObjectRequest request) =>
        new()
        {
            Operation = "CopyObject",
            Method = HttpMethod.Put,
            Path = PathOf(request.Key),
            Headers = Headers(
                EmptyHash,
                [
                    ("x-amz-copy-source", request.CopySource),
                    ("x-amz-metadata-directive", request.MetadataDirective),
                    ("content-type", request.ContentType),
                    .. Metadata(request.Metadata),
                ]
            ),
            // S3 answers 200 and keeps the connection alive while it copies, and only then says how it went.
            IsLarge = true,
            FindError = Answers.ErrorIn,
        };

    public static AwsRequest DeleteObject(DeleteObjectRequest request) =>
        new()
        {
            Operation = "DeleteObject",
            Method = HttpMethod.Delete,
            Path = PathOf(request.Key),
            Query = Query(("versionId", request.VersionId)),
            Headers = Headers(EmptyHash),
        };

    public static AwsRequest ListObjectsV2(ListObjectsV2Request request) =>
        new()
        {
            Operation = "ListObjectsV2",
            Method = HttpMethod.Get,
            Query = Query(
                ("list-type", "2"),
                // A key may have characters that XML has not.
                ("encoding-type", "url"),
                ("prefix", request.Prefix),
                ("delimiter", request.Delimiter),
                ("max-keys", request.MaxKeys?.ToString(CultureInfo.InvariantCulture)),
                ("continuation-token", request.ContinuationToken),
                ("start-after", request.StartAfter)
            ),
            Headers = Headers(EmptyHash),
        };

    // Without a key, a request would be one for the bucket itself.
    private static string PathOf(string key) =>
        key.Length == 0
            ? throw BucketAddress.Refusal("The key of the object is empty.", "InvalidArgument")
            : $"/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            if (query.Length > 0)
                query.Append('&');
            query.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
        return query.ToString();
    }

    private static (string, string)[] Headers(string hash, params ReadOnlySpan<(string Name, string? Value)> own)
    {
        var headers = new List<(string, string)> { ("x-amz-content-sha256", hash) };
        foreach (var (name, value) in own)
        {
            if (value is null)
                continue;
            if (!Ascii.IsValid(value) || value.Any(char.IsControl))
                throw BucketAddress.Refusal(
                    $"The value of {name} has characters that no header can have; encode them.",
                    "InvalidArgument"
                );
            headers.Add((name, value));
        }
        return [.. headers];
    }

#pragma warning disable CA1308 // The names of headers are signed in small letters.
    private static IEnumerable<(string, string?)> Metadata(IReadOnlyDictionary<string, string>? metadata) =>
        (metadata ?? new Dictionary<string, string>()).Select(member =>
            ($"x-amz-meta-{member.Key.ToLowerInvariant()}", (string?)member.Value)
        );
#pragma warning restore CA1308
}
