namespace LambdaStream.Connectors;

/// <summary>The port to DynamoDB: the operations of its API that stream processors use.</summary>
/// <remarks>
/// An implementation raises <see cref="ServiceException"/> with DynamoDB's error code when the service refuses a request.
/// Throttling and transient errors are its own to retry; what it raises has been retried already.
/// </remarks>
public interface IDynamoDb
{
    /// <summary>Changes one item, or creates it.</summary>
    ValueTask<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken);

    /// <summary>Writes one item as a whole.</summary>
    ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken);

    /// <summary>Reads up to 100 items by their keys; what the service did not get to is in the answer.</summary>
    ValueTask<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken);

    /// <summary>Reads one page, of up to 1 MB, of the items of a partition.</summary>
    ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken);

    /// <summary>Reads one page, of up to 1 MB, of a table.</summary>
    ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken);

    /// <summary>Writes up to 25 items, each by itself; what the service did not get to is in the answer.</summary>
    /// <remarks>A port of one's own that is never asked for it need not have it.</remarks>
    ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException($"{GetType().Name} has no BatchWriteItem.");

    /// <summary>Writes up to 100 items, all of them or none.</summary>
    /// <remarks>A port of one's own that is never asked for it need not have it.</remarks>
    /// <exception cref="TransactionCanceledException">Nothing was written, and why.</exception>
    ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException($"{GetType().Name} has no TransactWriteItems.");
}
