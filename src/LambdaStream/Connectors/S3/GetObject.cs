using System.Text;

namespace LambdaStream.Connectors;

/// <summary>The GetObject of S3.</summary>
public sealed record GetObjectRequest
{
    /// <summary>The bucket; a query fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version; by default the latest.</summary>
    public string? VersionId { get; init; }

    /// <summary>The bytes that are read, such as <c>bytes=0-9</c>; by default all.</summary>
    public string? Range { get; init; }

    /// <summary>The ETag that the object must have.</summary>
    public string? IfMatch { get; init; }
}

/// <summary>The answer to GetObject.</summary>
public sealed record GetObjectResponse
{
    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The content as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A line of the content, in the place of the whole, after <see cref="Steps.SplitS3Object"/>.</summary>
    public string? Line { get; init; }

    /// <summary>The bytes of the content.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the content is encoded, such as <c>gzip</c>. It is not decoded.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The ETag, with its quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>The version; null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the object was written.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The user's own metadata.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>The HeadObject of S3.</summary>
public sealed record HeadObjectRequest
{
    /// <summary>The bucket; a query fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version; by default the latest.</summary>
    public string? VersionId { get; init; }
}

/// <summary>The answer to HeadObject.</summary>
public sealed record HeadObjectResponse
{
    /// <summary>The bytes of the content.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the content is encoded, such as <c>gzip</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The ETag, with its quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>The version; null in a bucket without versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the object was written.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The user's own metadata.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
