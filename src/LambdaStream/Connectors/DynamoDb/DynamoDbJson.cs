using System.Buffers;

namespace LambdaStream.Connectors;

/// <summary>Requests and answers in plain JSON, as DynamoDB's document client takes them and fault events show them.</summary>
internal static partial class DynamoDbJson
{
    public static Json Of(UpdateItemRequest request)
    {
        var members = new List<(string, Json)>
        {
            ("TableName", request.TableName),
            ("Key", request.Key.ToJson()),
            ("UpdateExpression", request.UpdateExpression),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure),
        };
        foreach (var note in request.Notes.EnumerateObject())
            members.Add(note);
        return Json.ObjectOf([.. members]);
    }

    public static Json Of(PutItemRequest request) =>
        Json.ObjectOf(
            ("TableName", request.TableName),
            ("Item", request.Item.ToJson()),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", Of(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", Of(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues),
            ("ReturnValuesOnConditionCheckFailure", request.ReturnValuesOnConditionCheckFailure)
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

    public static Json Of(BatchGetItemRequest request) =>
        Json.ObjectOf(
            ("RequestItems", Json.ObjectOf([.. request.RequestItems.Select(table => (table.Key, Of(table.Value)))]))
        );

    public static Json Of(BatchGetItemResponse response) =>
        Json.ObjectOf(
            ("Responses", Json.ObjectOf([.. response.Responses.Select(table => (table.Key, Of(table.Value)))])),
            (
                "UnprocessedKeys",
                Json.ObjectOf([.. response.UnprocessedKeys.Select(table => (table.Key, Of(table.Value)))])
            )
        );

    public static Json Of(IReadOnlyList<Item> items)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            items[i].WriteJson(output);
        }
        output.Write("]"u8);
        return Json.Written(output);
    }

    private static Json Of(KeysAndAttributes table) =>
        Json.ObjectOf(
            ("Keys", Of(table.Keys)),
            ("ConsistentRead", Of(table.ConsistentRead)),
            ("ProjectionExpression", table.ProjectionExpression),
            ("ExpressionAttributeNames", Of(table.ExpressionAttributeNames))
        );

    private static Json Of(IReadOnlyDictionary<string, string>? names) =>
        names is null ? default : Json.ObjectOf([.. names.Select(name => (name.Key, (Json)name.Value))]);

    private static Json Of(Item? item) => item is null ? default : item.ToJson();

    private static Json Of(bool? value) => value is { } known ? known : default(Json);
}
