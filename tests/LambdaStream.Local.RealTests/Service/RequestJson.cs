using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Service;

/// <summary>Requests in the JSON of DynamoDB's API. What is null is left out.</summary>
internal static class RequestJson
{
    public static Json Of(UpdateItemRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("Key", request.Key.ToTypedJson()),
            ("UpdateExpression", request.UpdateExpression),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure)
        );

    public static Json Of(PutItemRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("Item", request.Item.ToTypedJson()),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure)
        );

    public static Json Of(BatchGetItemRequest request) =>
        Json.ObjectOf(
            ("RequestItems", Json.ObjectOf([.. request.RequestItems.Select(table => (table.Key, Of(table.Value)))]))
        );

    public static Json Of(QueryRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("IndexName", request.IndexName),
            ("KeyConditionExpression", request.KeyConditionExpression),
            ("FilterExpression", request.FilterExpression),
            ("ProjectionExpression", request.ProjectionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ConsistentRead", Of(request.ConsistentRead)),
            ("ScanIndexForward", Of(request.ScanIndexForward)),
            ("Limit", (long?)request.Limit),
            ("ExclusiveStartKey", Of(request.ExclusiveStartKey)),
            ("Select", request.Select)
        );

    public static Json Of(ScanRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("IndexName", request.IndexName),
            ("FilterExpression", request.FilterExpression),
            ("ProjectionExpression", request.ProjectionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ConsistentRead", Of(request.ConsistentRead)),
            ("Limit", (long?)request.Limit),
            ("ExclusiveStartKey", Of(request.ExclusiveStartKey)),
            ("Segment", (long?)request.Segment),
            ("TotalSegments", (long?)request.TotalSegments)
        );

    public static Json Of(BatchWriteItemRequest request) =>
        Json.ObjectOf(
            (
                "RequestItems",
                Json.ObjectOf([
                    .. request.RequestItems.Select(table => (table.Key, Json.ArrayOf([.. table.Value.Select(Of)]))),
                ])
            )
        );

    public static Json Of(TransactWriteItemsRequest request) =>
        Json.ObjectOf(
            ("TransactItems", Json.ArrayOf([.. request.TransactItems.Select(Of)])),
            ("ClientRequestToken", request.ClientRequestToken)
        );

    private static Json Of(WriteRequest request) =>
        Json.ObjectOf(
            ("PutRequest", request.PutRequest is { } put ? Json.ObjectOf(("Item", put.Item.ToTypedJson())) : default),
            (
                "DeleteRequest",
                request.DeleteRequest is { } delete ? Json.ObjectOf(("Key", delete.Key.ToTypedJson())) : default
            )
        );

    private static Json Of(TransactWriteItem item) =>
        Json.ObjectOf(
            ("Put", item.Put is { } put ? Of(put with { ReturnValues = null }) : default),
            ("Update", item.Update is { } update ? Of(update with { ReturnValues = null }) : default),
            ("Delete", item.Delete is { } delete ? Of(delete) : default),
            ("ConditionCheck", item.ConditionCheck is { } check ? Of(check) : default)
        );

    private static Json Of(DeleteItemRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("Key", request.Key.ToTypedJson()),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure)
        );

    private static Json Of(ConditionCheck check) =>
        Json.ObjectOf(
            ("TableName", check.TableName),
            ("Key", check.Key.ToTypedJson()),
            ("ConditionExpression", check.ConditionExpression),
            ("ExpressionAttributeNames", Of(check.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(check.ExpressionAttributeValues)),
            ("ReturnValuesOnConditionCheckFailure", check.ReturnValuesOnConditionCheckFailure)
        );

    private static Json Of(KeysAndAttributes wanted) =>
        Json.ObjectOf(
            ("Keys", Json.ArrayOf([.. wanted.Keys.Select(key => key.ToTypedJson())])),
            ("ConsistentRead", Of(wanted.ConsistentRead)),
            ("ProjectionExpression", wanted.ProjectionExpression),
            ("ExpressionAttributeNames", Of(wanted.ExpressionAttributeNames))
        );

    private static Json Of(IReadOnlyDictionary<string, string>? names) =>
        names is null ? default : Json.ObjectOf([.. names.Select(name => (name.Key, (Json)name.Value))]);

    private static Json Of(Item? item) => item is null ? default : item.ToTypedJson();

    private static Json Of(bool? value) => value is { } known ? known : default(Json);
}
