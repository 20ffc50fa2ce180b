using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>DynamoDB's requests as API inputs, with items in the wire form or in plain JSON.</summary>
internal sealed class DynamoDbForms(Func<Item?, JsonNode?> item)
{
    public static DynamoDbForms Wire { get; } = new(ApiJson.From);

    public JsonObject Of(UpdateItemRequest request) =>
        ApiJson.Input(
            ("TableName", request.TableName),
            ("Key", item(request.Key)),
            ("UpdateExpression", request.UpdateExpression),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", ApiJson.From(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", item(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues)
        );

    public JsonObject Of(PutItemRequest request) =>
        ApiJson.Input(
            ("TableName", request.TableName),
            ("Item", item(request.Item)),
            ("ConditionExpression", request.ConditionExpression),
            ("ExpressionAttributeNames", ApiJson.From(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", item(request.ExpressionAttributeValues)),
            ("ReturnValues", request.ReturnValues)
        );

    public JsonObject Of(QueryRequest request) =>
        ApiJson.Input(
            ("TableName", request.TableName),
            ("IndexName", request.IndexName),
            ("KeyConditionExpression", request.KeyConditionExpression),
            ("FilterExpression", request.FilterExpression),
            ("ProjectionExpression", request.ProjectionExpression),
            ("ExpressionAttributeNames", ApiJson.From(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", item(request.ExpressionAttributeValues)),
            ("ConsistentRead", request.ConsistentRead),
            ("ScanIndexForward", request.ScanIndexForward),
            ("Limit", request.Limit),
            ("ExclusiveStartKey", item(request.ExclusiveStartKey)),
            ("Select", request.Select)
        );

    public JsonObject Of(ScanRequest request) =>
        ApiJson.Input(
            ("TableName", request.TableName),
            ("IndexName", request.IndexName),
            ("FilterExpression", request.FilterExpression),
            ("ProjectionExpression", request.ProjectionExpression),
            ("ExpressionAttributeNames", ApiJson.From(request.ExpressionAttributeNames)),
            ("ExpressionAttributeValues", item(request.ExpressionAttributeValues)),
            ("ConsistentRead", request.ConsistentRead),
            ("Limit", request.Limit),
            ("ExclusiveStartKey", item(request.ExclusiveStartKey)),
            ("Segment", request.Segment),
            ("TotalSegments", request.TotalSegments)
        );

    public JsonObject Of(BatchGetItemRequest request)
    {
        var tables = new JsonObject();
        foreach (var (table, wanted) in request.RequestItems)
            tables[table] = Of(wanted);
        return new() { ["RequestItems"] = tables };
    }

    public JsonObject Of(KeysAndAttributes wanted) =>
        ApiJson.Input(
            ("Keys", ApiJson.List(wanted.Keys, item)),
            ("ConsistentRead", wanted.ConsistentRead),
            ("ProjectionExpression", wanted.ProjectionExpression),
            ("ExpressionAttributeNames", ApiJson.From(wanted.ExpressionAttributeNames))
        );
}
