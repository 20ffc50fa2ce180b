using LambdaStream.Connectors;

namespace LambdaStream.Peers;

/// <summary>A table that answers each update at once, and finds the same rows by each query.</summary>
public sealed class StubDynamoDb(Seen? seen = null, Json rows = default) : IDynamoDb
{
    private static readonly UpdateItemResponse Response = new();

    private readonly ItemReader _reader = new();

    public ValueTask<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        seen?.Note(request);
        return new(Response);
    }

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        // Out of the service's form, as an adapter reads it each time.
        return new(new QueryResponse { Items = _reader.ReadList(rows) });
    }

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
