using LambdaStream.Connectors;

namespace LambdaStream.AotApp;

/// <summary>Calls each operation of DynamoDB once, and EventBridge.</summary>
internal static class Tables
{
    private const string Table = "view";

    private static readonly Item Key = Item.Of(("pk", "1"), ("sk", "once"));

    public static async Task OnceAsync(StreamOptions options)
    {
        var table = options.DynamoDb!;
        await table.PutItemAsync(new() { TableName = Table, Item = Key }, default);
        await table.UpdateItemAsync(UpdateRequest.For(Key).To(Table).Increment("count"), default);
        await table.BatchGetItemAsync(
            new() { RequestItems = new Dictionary<string, KeysAndAttributes> { [Table] = new() { Keys = [Key] } } },
            default
        );
        await table.QueryAsync(
            new()
            {
                TableName = Table,
                KeyConditionExpression = "pk = :pk",
                ExpressionAttributeValues = Item.Of((":pk", "1")),
            },
            default
        );
        await table.ScanAsync(new() { TableName = Table }, default);
        await table.TransactWriteItemsAsync(
            TransactWriteItemsRequest.Of(
                new DeleteItemRequest { TableName = Table, Key = Key },
                new PutItemRequest { TableName = Table, Item = Item.Of(("pk", "2"), ("sk", "once")) }
            ),
            default
        );
        await table.BatchWriteItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                {
                    [Table] = [WriteRequest.Delete(Item.Of(("pk", "2"), ("sk", "once")))],
                },
            },
            default
        );
        await options.EventBridge!.PutEventsAsync(
            new()
            {
                Entries =
                [
                    new()
                    {
                        EventBusName = "bus",
                        Source = "once",
                        DetailType = "once",
                        Detail = Json.EmptyObject,
                    },
                ],
            },
            default
        );
    }
}
