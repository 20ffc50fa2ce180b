namespace LambdaStream.Connectors;

internal static partial class DynamoDbJson
{
    public static Json Of(WriteRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("PutRequest", request.PutRequest is { } put ? Json.ObjectOf(("Item", put.Item.ToJson())) : default),
            (
                "DeleteRequest",
                request.DeleteRequest is { } delete ? Json.ObjectOf(("Key", delete.Key.ToJson())) : default
            )
        );

    public static Json Of(BatchWriteItemRequest request) => Json.ObjectOf(("RequestItems", Of(request.RequestItems)));

    public static Json Of(BatchWriteItemResponse response) =>
        Json.ObjectOf(("UnprocessedItems", Of(response.UnprocessedItems)));

    public static Json Of(TransactWriteItemsRequest request) =>
        Json.ObjectOf(
            ("TransactItems", Json.ArrayOf([.. request.TransactItems.Select(Of)])),
            ("ClientRequestToken", request.ClientRequestToken)
        );

    public static Json Of(TransactWriteItemsResponse response) =>
        response.CancellationReasons.Count == 0
            ? Json.ObjectOf()
            : Json.ObjectOf(("CancellationReasons", Of(response.CancellationReasons)));

    public static Json Of(IReadOnlyList<CancellationReason> reasons) =>
        Json.ArrayOf([
            .. reasons.Select(reason =>
                Json.ObjectOf(("Code", reason.Code), ("Message", reason.Message), ("Item", Of(reason.Item)))
            ),
        ]);

    private static Json Of(IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> requests) =>
        Json.ObjectOf([.. requests.Select(table => (table.Key, Json.ArrayOf([.. table.Value.Select(Of)])))]);

    private static Json Of(TransactWriteItem item) =>
        Json.ObjectOf(
            ("ConditionCheck", item.ConditionCheck is { } check ? Of(check) : default),
            ("Put", item.Put is { } put ? Of(put) : default),
            ("Delete", item.Delete is { } delete ? Of(delete) : default),
            ("Update", item.Update is { } update ? Of(update) : default)
        );

    private static Json Of(ConditionCheck check) =>
        Json.ObjectOf(
            ("TableName", check.TableName),
            ("Key", check.Key.ToJson()),
            ("ConditionExpression", check.ConditionExpression),
            ("ExpressionAttributeNames", Of(check.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(check.ExpressionAttributeValues)),
            ("ReturnValuesOnConditionCheckFailure", check.ReturnValuesOnConditionCheckFailure)
        );

    private static Json Of(DeleteItemRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("Key", request.Key.ToJson()),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure)
        );
}
