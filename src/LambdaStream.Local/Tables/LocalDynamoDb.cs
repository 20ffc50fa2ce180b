using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables;

/// <summary>DynamoDB over the tables of a world.</summary>
internal sealed partial class LocalDynamoDb(Func<string, LocalTable?> findTable, TimeProvider time) : IDynamoDb
{
    public ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Update, cancellationToken);

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Put, cancellationToken);

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, BatchGet, cancellationToken);

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Query, cancellationToken);

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        Answer.To(request, Scan, cancellationToken);

    public ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, BatchWrite, cancellationToken);

    public ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, TransactWrite, cancellationToken);

    private LocalTable Table(string? name) =>
        string.IsNullOrEmpty(name)
            ? throw DynamoDbErrors.Validation(
                "The parameter 'TableName' is required but was not present in the request"
            )
        : !LocalTable.IsName(name) ? throw DynamoDbErrors.InvalidName()
        : findTable(name) ?? throw DynamoDbErrors.TableNotFound();
}
