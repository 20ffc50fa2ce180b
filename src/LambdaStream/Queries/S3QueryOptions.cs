using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How the queries of S3 work. What is null comes from the function's options.</summary>
public sealed record S3QueryOptions
{
    internal static S3QueryOptions Default { get; } = new();

    /// <summary>The bucket of requests that name none; by default BUCKET_NAME.</summary>
    public string? BucketName { get; init; }

    /// <summary>An S3 of one's own.</summary>
    public IS3? S3 { get; init; }

    /// <summary>Requests in flight.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>What ends a line; by default a line feed.</summary>
    public string Delimiter { get; init; } = "\n";

    /// <summary>The lines that are kept; by default all that are asked for.</summary>
    public Func<string, bool>? LineFilter { get; init; }
}
