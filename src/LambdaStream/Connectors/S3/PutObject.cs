using System.Text;

namespace LambdaStream.Connectors;

/// <summary>The PutObject of S3.</summary>
public sealed record PutObjectRequest
{
    /// <summary>The bucket; a sink fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The content; by default none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The content as UTF-8 text.</summary>
    public string Text
    {
        get => Encoding.UTF8.GetString(Body.Span);
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The type of the content; S3 takes <c>binary/octet-stream</c> where none is said.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the content is encoded, such as <c>gzip</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>How a browser should show it.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>How long it may be cached.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The user's own metadata: names of letters, digits and '-', values of ASCII.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>With <c>*</c>, the object is written only if there is none of that key.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The ETag that the object must have to be overwritten.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The storage class; by default STANDARD.</summary>
    public string? StorageClass { get; init; }

    /// <summary>How S3 encrypts it; by default as the bucket says.</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>The KMS key with which S3 encrypts it; by default the bucket's.</summary>
    public string? SSEKMSKeyId { get; init; }

    /// <summary>The tags, in the form of a URL's query.</summary>
    public string? Tagging { get; init; }
}

/// <summary>The answer to PutObject.</summary>
public sealed record PutObjectResponse
{
    /// <summary>The ETag, with its quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>The version; null in a bucket without versions.</summary>
    public string? VersionId { get; init; }
}

/// <summary>The CopyObject of S3.</summary>
public sealed record CopyObjectRequest
{
    /// <summary>The bucket of the copy; a sink fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key of the copy.</summary>
    public required string Key { get; init; }

    /// <summary>What is copied: its bucket, a slash and its key, which is encoded as in a URL.</summary>
    public required string CopySource { get; init; }

    /// <summary>The copy's metadata, with <see cref="MetadataDirective"/> REPLACE.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>COPY, the default, or REPLACE.</summary>
    public string? MetadataDirective { get; init; }

    /// <summary>The type of the copy's content, with <see cref="MetadataDirective"/> REPLACE.</summary>
    public string? ContentType { get; init; }

    /// <summary>The encoded source of an object.</summary>
    public static string SourceOf(string bucket, string key) =>
        $"{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
}

/// <summary>The answer to CopyObject.</summary>
public sealed record CopyObjectResponse
{
    /// <summary>What became of it.</summary>
    public CopyObjectResult CopyObjectResult { get; init; } = new();

    /// <summary>The version of the copy; null in a bucket without versions.</summary>
    public string? VersionId { get; init; }
}

/// <summary>A copy that was made.</summary>
public sealed record CopyObjectResult
{
    /// <summary>The ETag, with its quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>When the copy was written.</summary>
    public DateTimeOffset? LastModified { get; init; }
}

/// <summary>The DeleteObject of S3.</summary>
public sealed record DeleteObjectRequest
{
    /// <summary>The bucket; a sink fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version; by default the latest is hidden.</summary>
    public string? VersionId { get; init; }
}

/// <summary>The answer to DeleteObject.</summary>
public sealed record DeleteObjectResponse
{
    /// <summary>Whether a marker of the deletion was written, as in a bucket with versions.</summary>
    public bool? DeleteMarker { get; init; }

    /// <summary>The version of the marker, or the one that was deleted.</summary>
    public string? VersionId { get; init; }
}
