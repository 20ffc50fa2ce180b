using LambdaStream.Connectors;

namespace LambdaStream.Aws.DynamoDb;

/// <summary>Requests about tables, which nobody sends often.</summary>
internal static class TableRequests
{
    public static Json Create(string name, string hashKey, string? rangeKey) =>
        Json.ObjectOf(
            ("TableName", name),
            ("BillingMode", "PAY_PER_REQUEST"),
            ("AttributeDefinitions", Keys("AttributeType", (hashKey, "S"), (rangeKey, "S"))),
            ("KeySchema", Keys("KeyType", (hashKey, "HASH"), (rangeKey, "RANGE"))),
            ("StreamSpecification", Json.ObjectOf(("StreamEnabled", true), ("StreamViewType", "NEW_AND_OLD_IMAGES")))
        );

    public static Json Describe(string name) => Json.ObjectOf(("TableName", name));

    public static Json DeleteItem(string table, Item key) =>
        Json.ObjectOf(("TableName", table), ("Key", key.ToTypedJson()), ("ReturnValues", "ALL_OLD"));

    private static Json Keys(string member, params IEnumerable<(string? Name, string Value)> keys) =>
        Json.ArrayOf([
            .. keys.Where(key => key.Name is not null)
                .Select(key => Json.ObjectOf(("AttributeName", key.Name), (member, key.Value))),
        ]);
}
