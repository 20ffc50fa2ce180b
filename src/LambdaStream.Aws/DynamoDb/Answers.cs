using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

/// <summary>Reads the answers of DynamoDB's API.</summary>
internal static class Answers
{
    public static UpdateItemResponse UpdateItem(Json answer) => new() { Attributes = Item(answer["Attributes"]) };

    public static PutItemResponse PutItem(Json answer) => new() { Attributes = Item(answer["Attributes"]) };

    public static BatchGetItemResponse BatchGetItem(Json answer) =>
        new()
        {
            Responses = ByName(answer["Responses"], Items),
            UnprocessedKeys = ByName(answer["UnprocessedKeys"], KeysAndAttributes),
        };

    public static QueryResponse Query(Json answer) =>
        new() { Items = Items(answer["Items"]), LastEvaluatedKey = Item(answer["LastEvaluatedKey"]) };

    public static ScanResponse Scan(Json answer) =>
        new() { Items = Items(answer["Items"]), LastEvaluatedKey = Item(answer["LastEvaluatedKey"]) };

    public static BatchWriteItemResponse BatchWriteItem(Json answer) =>
        new() { UnprocessedItems = ByName(answer["UnprocessedItems"], Writes) };

    public static IReadOnlyList<CancellationReason> Reasons(Json error)
    {
        var reasons = new List<CancellationReason>();
        foreach (var reason in error["CancellationReasons"].EnumerateArray())
        {
            reasons.Add(
                new()
                {
                    Code = reason["Code"].GetString() ?? "None",
                    Message = reason["Message"].GetString(),
                    Item = Item(reason["Item"]),
                }
            );
        }
        return reasons;
    }

    private static IReadOnlyList<WriteRequest> Writes(Json requests)
    {
        var list = new List<WriteRequest>();
        foreach (var request in requests.EnumerateArray())
        {
            list.Add(
                new()
                {
                    PutRequest = Item(request["PutRequest"]["Item"]) is { } item ? new(item) : null,
                    DeleteRequest = Item(request["DeleteRequest"]["Key"]) is { } key ? new(key) : null,
                }
            );
        }
        return list;
    }

    private static KeysAndAttributes KeysAndAttributes(Json table) =>
        new()
        {
            Keys = Items(table["Keys"]),
            ConsistentRead = table["ConsistentRead"] is { IsNullOrUndefined: false } consistent
                ? consistent.GetBoolean()
                : null,
            ProjectionExpression = table["ProjectionExpression"].GetString(),
            ExpressionAttributeNames = table["ExpressionAttributeNames"] is { IsNullOrUndefined: false } names
                ? ByName(names, static name => name.GetString()!)
                : null,
        };

    private static Dictionary<string, T> ByName<T>(Json members, Func<Json, T> read)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in members.EnumerateObject())
            values[name] = read(value);
        return values;
    }

    private static IReadOnlyList<Item> Items(Json items) => Connectors.Item.ListFromTypedJson(items);

    private static Item? Item(Json item) => item.IsNullOrUndefined ? null : Connectors.Item.FromTypedJson(item);
}
