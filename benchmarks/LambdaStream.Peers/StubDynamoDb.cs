using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>A table that answers each update at once, and knows the requests while someone wants to see them.</summary>
public sealed class StubDynamoDb : IDynamoDb
{
    private static readonly UpdateItemResponse Response = new();

    /// <summary>Where requests go; by default nowhere.</summary>
    public List<UpdateItemRequest>? Seen { get; set; }

    public ValueTask<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        Seen?.Add(request);
        return new(Response);
    }

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
