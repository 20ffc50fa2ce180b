using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>An S3 that keeps what it is asked, and answers as a test says; by default it takes everything and has nothing.</summary>
public sealed class RecordingS3 : IS3
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a read, or raises an error; it may wait.</summary>
    public Func<GetObjectRequest, CancellationToken, ValueTask<GetObjectResponse>> OnGetObject { get; set; } =
        (_, _) => throw NoSuchKey();

    /// <summary>Answers a read bit by bit; by default with what <see cref="OnGetObject"/> gives.</summary>
    public Func<GetObjectRequest, CancellationToken, ValueTask<Stream>>? OnOpenObject { get; set; }

    /// <summary>Answers a write, or raises an error; it may wait.</summary>
    public Func<PutObjectRequest, CancellationToken, ValueTask<PutObjectResponse>> OnPutObject { get; set; } =
        (_, _) => new(new PutObjectResponse { ETag = "\"0\"" });

    /// <summary>Answers a look, or raises an error; it may wait.</summary>
    public Func<HeadObjectRequest, CancellationToken, ValueTask<HeadObjectResponse>> OnHeadObject { get; set; } =
        (_, _) =>
            throw new ServiceException("NotFound", "The service answered 404.")
            {
                StatusCode = HttpStatusCode.NotFound,
            };

    /// <summary>Answers a list, or raises an error; it may wait.</summary>
    public Func<
        ListObjectsV2Request,
        CancellationToken,
        ValueTask<ListObjectsV2Response>
    > OnListObjectsV2 { get; set; } = (_, _) => new(new ListObjectsV2Response());

    /// <summary>Answers a deletion, or raises an error; it may wait.</summary>
    public Func<DeleteObjectRequest, CancellationToken, ValueTask<DeleteObjectResponse>> OnDeleteObject { get; set; } =
        (_, _) => new(new DeleteObjectResponse());

    /// <summary>Answers a copy, or raises an error; it may wait.</summary>
    public Func<CopyObjectRequest, CancellationToken, ValueTask<CopyObjectResponse>> OnCopyObject { get; set; } =
        (_, _) => new(new CopyObjectResponse());

    /// <summary>The reads, in the order in which they came.</summary>
    public IReadOnlyList<GetObjectRequest> Gets => _log.All<GetObjectRequest>();

    /// <summary>The writes, in the order in which they came.</summary>
    public IReadOnlyList<PutObjectRequest> Puts => _log.All<PutObjectRequest>();

    /// <summary>The looks, in the order in which they came.</summary>
    public IReadOnlyList<HeadObjectRequest> Heads => _log.All<HeadObjectRequest>();

    /// <summary>The lists, in the order in which they came.</summary>
    public IReadOnlyList<ListObjectsV2Request> Lists => _log.All<ListObjectsV2Request>();

    /// <summary>The deletions, in the order in which they came.</summary>
    public IReadOnlyList<DeleteObjectRequest> Deletes => _log.All<DeleteObjectRequest>();

    /// <summary>The copies, in the order in which they came.</summary>
    public IReadOnlyList<CopyObjectRequest> Copies => _log.All<CopyObjectRequest>();

    /// <summary>The error of an object that is not there.</summary>
    public static ServiceException NoSuchKey() =>
        new("NoSuchKey", "The specified key does not exist.") { StatusCode = HttpStatusCode.NotFound };

    /// <inheritdoc/>
    public ValueTask<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken) =>
        OnGetObject(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken)
    {
        _log.Add(request);
        if (OnOpenObject is { } open)
            return await open(request, cancellationToken);
        var response = await OnGetObject(request, cancellationToken);
        return new MemoryStream(response.Body.ToArray(), writable: false);
    }

    /// <inheritdoc/>
    public ValueTask<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken) =>
        OnPutObject(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<HeadObjectResponse> HeadObjectAsync(
        HeadObjectRequest request,
        CancellationToken cancellationToken
    ) => OnHeadObject(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    ) => OnListObjectsV2(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DeleteObjectResponse> DeleteObjectAsync(
        DeleteObjectRequest request,
        CancellationToken cancellationToken
    ) => OnDeleteObject(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CopyObjectResponse> CopyObjectAsync(
        CopyObjectRequest request,
        CancellationToken cancellationToken
    ) => OnCopyObject(_log.Add(request), cancellationToken);
}
