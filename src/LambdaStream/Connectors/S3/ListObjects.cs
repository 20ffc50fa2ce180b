namespace LambdaStream.Connectors;

/// <summary>The ListObjectsV2 of S3.</summary>
public sealed record ListObjectsV2Request
{
    /// <summary>The bucket; a query fills in its own.</summary>
    public string? Bucket { get; init; }

    /// <summary>What the keys start with; by default all.</summary>
    public string? Prefix { get; init; }

    /// <summary>Keys that are the same up to this are listed as one of <see cref="ListObjectsV2Response.CommonPrefixes"/>.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The most objects of a page; by default 1,000, which is the most.</summary>
    public int? MaxKeys { get; init; }

    /// <summary>Where the page before has ended.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>The key behind which the list starts.</summary>
    public string? StartAfter { get; init; }
}

/// <summary>The answer to ListObjectsV2.</summary>
public sealed record ListObjectsV2Response
{
    /// <summary>The objects.</summary>
    public IReadOnlyList<S3Object> Contents { get; init; } = [];

    /// <summary>One of the objects, in the place of all, after <see cref="Steps.PageObjectsFromS3"/>.</summary>
    public S3Object? Content { get; init; }

    /// <summary>What stands for several objects, where there is a delimiter.</summary>
    public IReadOnlyList<string> CommonPrefixes { get; init; } = [];

    /// <summary>Whether there are more.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Where the next page goes on.</summary>
    public string? NextContinuationToken { get; init; }

    /// <summary>The number of objects and common prefixes.</summary>
    public int? KeyCount { get; init; }
}

/// <summary>An object in a list.</summary>
public sealed record S3Object
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The bytes of the content.</summary>
    public long? Size { get; init; }

    /// <summary>The ETag, with its quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>When the object was written.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The storage class.</summary>
    public string? StorageClass { get; init; }
}
