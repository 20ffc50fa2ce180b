using System.Globalization;
using System.Net;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Buckets;

/// <summary>S3 over the buckets of a world.</summary>
internal sealed class LocalS3(Func<string, LocalBucket?> findBucket, LocalEnvironment environment) : IS3
{
    private const int MaxKeyBytes = 1024;
    private const string DefaultContentType = "binary/octet-stream";

    public ValueTask<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, GetObject, cancellationToken);

    public ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken) =>
        Answer.To<GetObjectRequest, Stream>(
            request,
            request => new MemoryStream(GetObject(request).Body.ToArray(), writable: false),
            cancellationToken
        );

    public ValueTask<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, PutObject, cancellationToken);

    public ValueTask<HeadObjectResponse> HeadObjectAsync(
        HeadObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, HeadObject, cancellationToken);

    public ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    ) => Answer.To(request, request => ObjectList.Of(Bucket(request.Bucket), request), cancellationToken);

    public ValueTask<DeleteObjectResponse> DeleteObjectAsync(
        DeleteObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, DeleteObject, cancellationToken);

    public ValueTask<CopyObjectResponse> CopyObjectAsync(
        CopyObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, CopyObject, cancellationToken);

    internal static ServiceException Refusal(string code, string message, HttpStatusCode status) =>
        new(code, message) { StatusCode = status };

    private GetObjectResponse GetObject(GetObjectRequest request)
    {
        var content = Find(request.Bucket, request.Key);
        if (request.IfMatch is { } etag && etag != content.ETag)
            throw PreconditionFailed();
        var body = Cut(content.Body, request.Range);
        return new()
        {
            Body = body,
            ContentLength = body.Length,
            ContentType = content.ContentType ?? DefaultContentType,
            ContentEncoding = content.ContentEncoding,
            ETag = content.ETag,
            LastModified = content.LastModified,
            Metadata = content.Metadata,
        };
    }

    private HeadObjectResponse HeadObject(HeadObjectRequest request)
    {
        // An answer to HEAD has no body that could tell more.
        var content =
            findBucket(request.Bucket ?? "")?.Find(request.Key)
            ?? throw Refusal("NotFound", "The service answered 404.", HttpStatusCode.NotFound);
        return new()
        {
            ContentLength = content.Body.Length,
            ContentType = content.ContentType ?? DefaultContentType,
            ContentEncoding = content.ContentEncoding,
            ETag = content.ETag,
            LastModified = content.LastModified,
            Metadata = content.Metadata,
        };
    }

    private PutObjectResponse PutObject(PutObjectRequest request)
    {
        var bucket = Bucket(request.Bucket);
        var content = new StoredObject
        {
            Key = Checked(request.Key),
            Body = request.Body.ToArray(),
            ETag = $"\"{Md5.HexOf(request.Body.Span)}\"",
            LastModified = Now(),
            ContentType = request.ContentType,
            ContentEncoding = request.ContentEncoding,
            StorageClass = request.StorageClass,
            Metadata = Lower(request.Metadata),
        };
        bucket.Put(
            content,
            "ObjectCreated:Put",
            existing =>
            {
                if (request.IfNoneMatch is "*" && existing is not null)
                    throw PreconditionFailed();
                if (request.IfMatch is { } etag && existing is null)
                    throw NoSuchKey();
                if (request.IfMatch is { } other && existing?.ETag != other)
                    throw PreconditionFailed();
            }
        );
        return new() { ETag = content.ETag };
    }

    private DeleteObjectResponse DeleteObject(DeleteObjectRequest request)
    {
        Bucket(request.Bucket).Delete(Checked(request.Key));
        return new();
    }

    private CopyObjectResponse CopyObject(CopyObjectRequest request)
    {
        var source = Uri.UnescapeDataString(request.CopySource.TrimStart('/').Split('?')[0]);
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == source.Length - 1)
            throw Refusal(
                "InvalidArgument",
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                HttpStatusCode.BadRequest
            );
        var original = Find(source[..slash], source[(slash + 1)..]);
        var bucket = Bucket(request.Bucket);
        var isReplaced = request.MetadataDirective is "REPLACE";
        if (!isReplaced && source == $"{request.Bucket}/{request.Key}")
            throw Refusal(
                "InvalidRequest",
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
                HttpStatusCode.BadRequest
            );
        var copy = original with
        {
            Key = Checked(request.Key),
            LastModified = Now(),
            Metadata = isReplaced ? Lower(request.Metadata) : original.Metadata,
            ContentType = isReplaced ? request.ContentType : original.ContentType,
        };
        bucket.Put(copy, "ObjectCreated:Copy", static _ => { });
        return new()
        {
            CopyObjectResult = new() { ETag = copy.ETag, LastModified = copy.LastModified },
        };
    }

    private LocalBucket Bucket(string? name) =>
        findBucket(name ?? "")
        ?? throw Refusal("NoSuchBucket", "The specified bucket does not exist", HttpStatusCode.NotFound);

    private StoredObject Find(string? bucket, string key) => Bucket(bucket).Find(Checked(key)) ?? throw NoSuchKey();

    private static string Checked(string key) =>
        key.Length == 0 ? throw Refusal("InvalidArgument", "The key of the object is empty.", HttpStatusCode.BadRequest)
        : Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes ? key
        : throw Refusal("KeyTooLongError", "Your key is too long", HttpStatusCode.BadRequest);

    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> body, string? range)
    {
        // A range that is none is ignored, as HTTP has it.
        if (
            range is null
            || !range.StartsWith("bytes=", StringComparison.Ordinal)
            || range["bytes=".Length..].Split('-') is not [var first, var last]
        )
            return body;
        var hasFirst = int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        var hasLast = int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to);
        if (!hasFirst && !hasLast)
            return body;
        if (!hasFirst)
            (from, to) = (Math.Max(0, body.Length - to), body.Length - 1);
        else
            to = Math.Min(hasLast ? to : body.Length - 1, body.Length - 1);
        return from < body.Length && from <= to
            ? body[from..(to + 1)]
            : throw Refusal(
                "InvalidRange",
                "The requested range is not satisfiable",
                HttpStatusCode.RequestedRangeNotSatisfiable
            );
    }

    // Times of objects have whole seconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(environment.Now.ToUnixTimeSeconds());

    // The names of metadata are headers, which S3 gives back in small letters.
#pragma warning disable CA1308
    private static Dictionary<string, string> Lower(IReadOnlyDictionary<string, string>? metadata) =>
        (metadata ?? new Dictionary<string, string>()).ToDictionary(
            member => member.Key.ToLowerInvariant(),
            member => member.Value,
            StringComparer.Ordinal
        );
#pragma warning restore CA1308

    private static ServiceException NoSuchKey() =>
        Refusal("NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound);

    private static ServiceException PreconditionFailed() =>
        Refusal(
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold",
            HttpStatusCode.PreconditionFailed
        );
}
