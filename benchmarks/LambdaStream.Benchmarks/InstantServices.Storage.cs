using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <content>DynamoDB, S3 and Timestream.</content>
internal sealed partial class InstantServices : IDynamoDb, IS3, ITimestreamWrite
{
    /// <summary>An object of which each line is an event.</summary>
    private static readonly byte[] Lines = Encoding.UTF8.GetBytes(
        string.Join('\n', Enumerable.Range(0, 10).Select(i => Encoding.UTF8.GetString(KinesisPayload.CreateEvent(i))))
    );

    private static readonly byte[] OneEvent = KinesisPayload.CreateEvent(0);

    private static readonly UpdateItemResponse Updated = new();
    private static readonly PutItemResponse Put = new();
    private static readonly BatchWriteItemResponse Written = new();
    private static readonly TransactWriteItemsResponse Transacted = new();
    private static readonly WriteRecordsResponse Ingested = new();
    private static readonly PutObjectResponse Stored = new() { ETag = "\"0\"" };
    private static readonly CopyObjectResponse Copied = new();
    private static readonly DeleteObjectResponse Deleted = new();
    private static readonly HeadObjectResponse Head = new() { ContentLength = OneEvent.Length };
    private static readonly ListObjectsV2Response Listed = new()
    {
        Contents = [.. Enumerable.Range(0, 10).Select(i => new S3Object { Key = $"folder/{i}" })],
    };

    private readonly QueryResponse _queried = new() { Items = rows };
    private readonly ScanResponse _scanned = new() { Items = rows };
    private readonly BatchGetItemResponse _gotten = new()
    {
        Responses = new Dictionary<string, IReadOnlyList<Item>> { ["entities"] = rows },
    };

    public ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    ) => Answer(Updated);

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        Answer(Put);

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => Answer(_gotten);

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        Answer(_queried);

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        Answer(_scanned);

    public ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    ) => Answer(Written);

    public ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    ) => Answer(Transacted);

    public ValueTask<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken) =>
        Answer(new GetObjectResponse { Body = OneEvent });

    public ValueTask<Stream> OpenObjectAsync(GetObjectRequest request, CancellationToken cancellationToken) =>
        Answer<Stream>(new MemoryStream(Lines, writable: false));

    public ValueTask<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken) =>
        Answer(Stored);

    public ValueTask<HeadObjectResponse> HeadObjectAsync(
        HeadObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer(Head);

    public ValueTask<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request,
        CancellationToken cancellationToken
    ) => Answer(Listed);

    public ValueTask<DeleteObjectResponse> DeleteObjectAsync(
        DeleteObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer(Deleted);

    public ValueTask<CopyObjectResponse> CopyObjectAsync(
        CopyObjectRequest request,
        CancellationToken cancellationToken
    ) => Answer(Copied);

    public ValueTask<WriteRecordsResponse> WriteRecordsAsync(
        WriteRecordsRequest request,
        CancellationToken cancellationToken
    ) => Answer(Ingested);
}
