using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How the sinks of S3 work. What is null comes from the function's options.</summary>
public sealed record S3Options
{
    internal static S3Options Default { get; } = new();

    /// <summary>The bucket of requests that name none; by default BUCKET_NAME.</summary>
    public string? BucketName { get; init; }

    /// <summary>An S3 of one's own.</summary>
    public IS3? S3 { get; init; }

    /// <summary>Requests in flight. Of one object there is never more than one.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
