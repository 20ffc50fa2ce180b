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

    public async ValueTask<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.SendAsync("BatchWriteItem", RequestJson.Of(request), cancellationToken);
        return answer["UnprocessedItems"].Count == 0
            ? new()
            : throw new NotSupportedException(
                "DynamoDB Local has left items unprocessed, which this client does not read."
            );
    }

    public async ValueTask<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.SendAsync("TransactWriteItems", RequestJson.Of(request), cancellationToken);
            return new();
        }
        catch (ServiceException refusal) when (refusal.Code is "TransactionCanceledException")
        {
            var reasons = new List<CancellationReason>();
            foreach (var reason in refusal.Details["CancellationReasons"].EnumerateArray())
            {
                reasons.Add(
                    new()
                    {
                        Code = reason["Code"].GetString()!,
                        Message = reason["Message"].GetString(),
                        Item = ItemOf(reason["Item"]),
                    }
                );
            }
            throw new TransactionCanceledException(refusal.Message, reasons, refusal);
        }
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
