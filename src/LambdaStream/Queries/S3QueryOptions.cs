using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How the queries of S3 work. What is null comes from the function's options.</summary>
public sealed record S3QueryOptions
{
    internal static S3QueryOptions Default { get; } = new();

    /// <summary>The slot of an object to read; by default <see cref="Slots.S3GetRequest"/>.</summary>
    public Slot<GetObjectRequest> GetRequest { get; init; } = Slots.S3GetRequest;

    /// <summary>The slot of an object that was read; by default <see cref="Slots.S3GetResponse"/>.</summary>
    public Slot<GetObjectResponse> GetResponse { get; init; } = Slots.S3GetResponse;

    /// <summary>The slot of a line that was read; by default <see cref="Slots.S3Line"/>.</summary>
    public Slot<string> Line { get; init; } = Slots.S3Line;

    /// <summary>The slot of an object to ask for; by default <see cref="Slots.S3HeadRequest"/>.</summary>
    public Slot<HeadObjectRequest> HeadRequest { get; init; } = Slots.S3HeadRequest;

    /// <summary>The slot of what S3 tells of an object; by default <see cref="Slots.S3HeadResponse"/>.</summary>
    public Slot<HeadObjectResponse> HeadResponse { get; init; } = Slots.S3HeadResponse;

    /// <summary>The slot of objects to list; by default <see cref="Slots.S3ListRequest"/>.</summary>
    public Slot<ListObjectsV2Request> ListRequest { get; init; } = Slots.S3ListRequest;

    /// <summary>The slot of what a list has; by default <see cref="Slots.S3ListResponse"/>.</summary>
    public Slot<ListObjectsV2Response> ListResponse { get; init; } = Slots.S3ListResponse;

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
