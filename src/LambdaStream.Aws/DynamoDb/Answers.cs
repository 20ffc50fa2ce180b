using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

/// <summary>Reads the answers of DynamoDB's API.</summary>
internal sealed class Answers
{
    private readonly ItemReader _items = new();

    public UpdateItemResponse UpdateItem(Json answer) => new() { Attributes = Item(answer["Attributes"]) };

    public PutItemResponse PutItem(Json answer) => new() { Attributes = Item(answer["Attributes"]) };

    public BatchGetItemResponse BatchGetItem(Json answer) =>
        new()
        {
            Responses = ByName(answer["Responses"], Items),
            UnprocessedKeys = ByName(answer["UnprocessedKeys"], KeysAndAttributes),
        };

    public QueryResponse Query(Json answer) =>
        new() { Items = Items(answer["Items"]), LastEvaluatedKey = Item(answer["LastEvaluatedKey"]) };

    public ScanResponse Scan(Json answer) =>
        new() { Items = Items(answer["Items"]), LastEvaluatedKey = Item(answer["LastEvaluatedKey"]) };

    public BatchWriteItemResponse BatchWriteItem(Json answer) =>
        new() { UnprocessedItems = ByName(answer["UnprocessedItems"], Writes) };

    public IReadOnlyList<CancellationReason> Reasons(Json error)
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

    private IReadOnlyList<WriteRequest> Writes(Json requests)
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

    private KeysAndAttributes KeysAndAttributes(Json table) =>
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

    private IReadOnlyList<Item> Items(Json items) => _items.ReadList(items);

    private Item? Item(Json item) => item.IsNullOrUndefined ? null : _items.Read(item);
}
