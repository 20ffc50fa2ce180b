using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Service;

/// <summary>The port on DynamoDB Local.</summary>
internal sealed class ServiceDynamoDb(ServiceClient client) : IDynamoDb
{
    public async ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.SendAsync("UpdateItem", RequestJson.Of(request), cancellationToken);
        return new() { Attributes = ItemOf(answer["Attributes"]) };
    }

    public async ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync("PutItem", RequestJson.Of(request), cancellationToken);
        return new() { Attributes = ItemOf(answer["Attributes"]) };
    }

    public async ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.SendAsync("BatchGetItem", RequestJson.Of(request), cancellationToken);
        if (answer["UnprocessedKeys"].Count > 0)
            throw new NotSupportedException(
                "DynamoDB Local has left keys unprocessed, which this client does not read."
            );
        var responses = new Dictionary<string, IReadOnlyList<Item>>();
        foreach (var (table, items) in answer["Responses"].EnumerateObject())
            responses[table] = ItemsOf(items);
        return new() { Responses = responses };
    }

    public async ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync("Query", RequestJson.Of(request), cancellationToken);
        return new() { Items = ItemsOf(answer["Items"]), LastEvaluatedKey = ItemOf(answer["LastEvaluatedKey"]) };
    }

    public async ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync("Scan", RequestJson.Of(request), cancellationToken);
        return new() { Items = ItemsOf(answer["Items"]), LastEvaluatedKey = ItemOf(answer["LastEvaluatedKey"]) };
    }

    private static Item? ItemOf(Json json) => json.IsDefined ? Item.FromTypedJson(json) : null;

    private static List<Item> ItemsOf(Json json)
    {
        var items = new List<Item>();
        foreach (var item in json.EnumerateArray())
            items.Add(Item.FromTypedJson(item));
        return items;
    }
}
