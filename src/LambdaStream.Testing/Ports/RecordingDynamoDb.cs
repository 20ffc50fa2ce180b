using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A DynamoDB that keeps what it is asked, and answers as a test says; by default it is empty and never fails.</summary>
public sealed class RecordingDynamoDb : IDynamoDb
{
    private readonly RequestLog _log = new();

    /// <summary>Answers an update, or raises an error; it may wait.</summary>
    public Func<UpdateItemRequest, CancellationToken, ValueTask<UpdateItemResponse>> OnUpdateItem { get; set; } =
        (_, _) => new(new UpdateItemResponse());

    /// <summary>Answers a put, or raises an error; it may wait.</summary>
    public Func<PutItemRequest, CancellationToken, ValueTask<PutItemResponse>> OnPutItem { get; set; } =
        (_, _) => new(new PutItemResponse());

    /// <summary>Answers a read by keys, or raises an error; it may wait.</summary>
    public Func<BatchGetItemRequest, CancellationToken, ValueTask<BatchGetItemResponse>> OnBatchGetItem { get; set; } =
        (_, _) => new(new BatchGetItemResponse());

    /// <summary>Answers a query, or raises an error; it may wait.</summary>
    public Func<QueryRequest, CancellationToken, ValueTask<QueryResponse>> OnQuery { get; set; } =
        (_, _) => new(new QueryResponse());

    /// <summary>Answers a scan, or raises an error; it may wait.</summary>
    public Func<ScanRequest, CancellationToken, ValueTask<ScanResponse>> OnScan { get; set; } =
        (_, _) => new(new ScanResponse());

    /// <summary>Answers a batch of writes, or raises an error; it may wait.</summary>
    public Func<
        BatchWriteItemRequest,
        CancellationToken,
        ValueTask<BatchWriteItemResponse>
    > OnBatchWriteItem { get; set; } = (_, _) => new(new BatchWriteItemResponse());

    /// <summary>Answers a transaction, or raises an error; it may wait.</summary>
    public Func<
        TransactWriteItemsRequest,
        CancellationToken,
        ValueTask<TransactWriteItemsResponse>
    > OnTransactWriteItems { get; set; } = (_, _) => new(new TransactWriteItemsResponse());

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<object> Requests => _log.All<object>();

    /// <summary>The updates.</summary>
    public IReadOnlyList<UpdateItemRequest> Updates => _log.All<UpdateItemRequest>();

    /// <summary>The puts.</summary>
    public IReadOnlyList<PutItemRequest> Puts => _log.All<PutItemRequest>();

    /// <summary>The queries.</summary>
    public IReadOnlyList<QueryRequest> Queries => _log.All<QueryRequest>();

    /// <summary>The reads by keys.</summary>
    public IReadOnlyList<BatchGetItemRequest> BatchGets => _log.All<BatchGetItemRequest>();

    /// <summary>The batches of writes.</summary>
    public IReadOnlyList<BatchWriteItemRequest> BatchWrites => _log.All<BatchWriteItemRequest>();

    /// <summary>The transactions.</summary>
    public IReadOnlyList<TransactWriteItemsRequest> Transactions => _log.All<TransactWriteItemsRequest>();

    /// <summary>A DynamoDB that fails at everything.</summary>
    public static RecordingDynamoDb Failing(Exception error) =>
        new()
        {
            OnUpdateItem = (_, _) => throw error,
            OnPutItem = (_, _) => throw error,
            OnBatchGetItem = (_, _) => throw error,
            OnQuery = (_, _) => throw error,
            OnScan = (_, _) => throw error,
            OnBatchWriteItem = (_, _) => throw error,
            OnTransactWriteItems = (_, _) => throw error,
        };

    /// <inheritdoc/>
    public ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    ) => OnUpdateItem(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        OnPutItem(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => OnBatchGetItem(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        OnQuery(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        OnScan(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    ) => OnBatchWriteItem(_log.Add(request), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    ) => OnTransactWriteItems(_log.Add(request), cancellationToken);
}
