using System.Collections.Concurrent;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.S3;

/// <summary>The port to S3 over its REST protocol. A bucket in another region is followed there, and remembered.</summary>
internal sealed class AwsS3(AwsConnection connection) : IS3, IAwsPort
{
    public AwsConnection Connection { get; } = connection;

    // More buckets than this are looked for each time.
    private const int MaxRemembered = 1_000;

    private static readonly AwsService Service = new("S3", "s3", "s3") { HasDualStackLabel = true, KeepsPath = true };

    private readonly ConcurrentDictionary<string, AwsClient> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _regions = new(StringComparer.Ordinal);

    public async ValueTask<GetObjectResponse> GetObjectAsync(
        GetObjectRequest request,
        CancellationToken cancellationToken
    ) => Answers.GetObject(await SendAsync(request.Bucket, Requests.GetObject(request), cancellationToken));

    public async ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken)
    {
        var call = Requests.GetObject(request) with { IsStreamed = true };
        return (await SendAsync(request.Bucket, call, cancellationToken)).Stream!;
    }

    public async ValueTask<PutObjectResponse> PutObjectAsync(
        PutObjectRequest request,
        CancellationToken cancellationToken
    ) => Answers.PutObject(await SendAsync(request.Bucket, Requests.PutObject(request), cancellationToken));

    public async ValueTask<HeadObjectResponse> HeadObjectAsync(
        HeadObjectRequest request,
        CancellationToken cancellationToken
    ) => Answers.HeadObject(await SendAsync(request.Bucket, Requests.HeadObject(request), cancellationToken));

    public async ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    ) => Answers.ListObjectsV2(await SendAsync(request.Bucket, Requests.ListObjectsV2(request), cancellationToken));

    public async ValueTask<DeleteObjectResponse> DeleteObjectAsync(
        DeleteObjectRequest request,
        CancellationToken cancellationToken
    ) => Answers.DeleteObject(await SendAsync(request.Bucket, Requests.DeleteObject(request), cancellationToken));

    public async ValueTask<CopyObjectResponse> CopyObjectAsync(
        CopyObjectRequest request,
        CancellationToken cancellationToken
    ) => Answers.CopyObject(await SendAsync(request.Bucket, Requests.CopyObject(request), cancellationToken));

    public ValueTask ConnectAsync(CancellationToken cancellationToken) =>
        ClientIn(Connection.Region).ConnectAsync(cancellationToken);

    private async ValueTask<AwsAnswer> SendAsync(string? name, AwsRequest request, CancellationToken cancellationToken)
    {
        var bucket = BucketAddress.Checked(name);
        var region = _regions.GetValueOrDefault(bucket, Connection.Region);
        var errors = new ErrorReader();
        try
        {
            return await SendToAsync(region, bucket, request, errors, cancellationToken);
        }
        catch (ServiceException) when (errors.BucketRegion is { } other && other != region)
        {
            if (_regions.ContainsKey(bucket) || _regions.Count < MaxRemembered)
                _regions[bucket] = other;
            return await SendToAsync(other, bucket, request, new(), cancellationToken);
        }
    }

    private ValueTask<AwsAnswer> SendToAsync(
        string region,
        string bucket,
        AwsRequest request,
        ErrorReader errors,
        CancellationToken cancellationToken
    )
    {
        var client = ClientIn(region);
        return client.SendAsync(
            BucketAddress.Put(bucket, request, isInHost: client.IsOfAws),
            errors.Read,
            cancellationToken
        );
    }

    private AwsClient ClientIn(string region) =>
        _clients.GetOrAdd(
            region,
            static (region, connection) => new(connection.In(region), Service, connection.Options.S3),
            Connection
        );
}
