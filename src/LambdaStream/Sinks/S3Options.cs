using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How the sinks of S3 work. What is null comes from the function's options.</summary>
public sealed record S3Options
{
    internal static S3Options Default { get; } = new();

    /// <summary>The slot of an object to write; by default <see cref="Slots.S3PutRequest"/>.</summary>
    public Slot<PutObjectRequest> PutRequest { get; init; } = Slots.S3PutRequest;

    /// <summary>The slot of the answer to it; by default <see cref="Slots.S3PutResponse"/>.</summary>
    public Slot<PutObjectResponse> PutResponse { get; init; } = Slots.S3PutResponse;

    /// <summary>The slot of an object to copy; by default <see cref="Slots.S3CopyRequest"/>.</summary>
    public Slot<CopyObjectRequest> CopyRequest { get; init; } = Slots.S3CopyRequest;

    /// <summary>The slot of the answer to it; by default <see cref="Slots.S3CopyResponse"/>.</summary>
    public Slot<CopyObjectResponse> CopyResponse { get; init; } = Slots.S3CopyResponse;

    /// <summary>The slot of an object to delete; by default <see cref="Slots.S3DeleteRequest"/>.</summary>
    public Slot<DeleteObjectRequest> DeleteRequest { get; init; } = Slots.S3DeleteRequest;

    /// <summary>The slot of the answer to it; by default <see cref="Slots.S3DeleteResponse"/>.</summary>
    public Slot<DeleteObjectResponse> DeleteResponse { get; init; } = Slots.S3DeleteResponse;

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
