using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Running;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's requests of what templates give.</summary>
internal sealed partial class RequestForms(MissingParts missing)
{
    public UpdateItemRequest? UpdateItem(JsonNode? node) =>
        Read(
            "UpdateItem",
            node,
            request => new UpdateItemRequest
            {
                TableName = request.Text("TableName"),
                Key = DynamoValues.ToItem(request.Node("Key")) ?? Item.Empty,
                UpdateExpression = request.Text("UpdateExpression"),
                ConditionExpression = request.Text("ConditionExpression"),
                ExpressionAttributeNames = Names(request),
                ExpressionAttributeValues = DynamoValues.ToItem(request.Node("ExpressionAttributeValues")),
                ReturnValues = request.Text("ReturnValues"),
                Notes = Notes(request),
            }
        );

    public PutItemRequest? PutItem(JsonNode? node) =>
        Read(
            "PutItem",
            node,
            request => new PutItemRequest
            {
                TableName = request.Text("TableName"),
                Item = DynamoValues.ToItem(request.Node("Item")) ?? Item.Empty,
                ConditionExpression = request.Text("ConditionExpression"),
                ExpressionAttributeNames = Names(request),
                ExpressionAttributeValues = DynamoValues.ToItem(request.Node("ExpressionAttributeValues")),
                ReturnValues = request.Text("ReturnValues"),
            }
        );

    public QueryRequest? Query(JsonNode? node) =>
        Read(
            "Query",
            node,
            request => new QueryRequest
            {
                TableName = request.Text("TableName"),
                IndexName = request.Text("IndexName"),
                KeyConditionExpression = request.Text("KeyConditionExpression"),
                FilterExpression = request.Text("FilterExpression"),
                ProjectionExpression = request.Text("ProjectionExpression"),
                ExpressionAttributeNames = Names(request),
                ExpressionAttributeValues = DynamoValues.ToItem(request.Node("ExpressionAttributeValues")),
                ConsistentRead = Flag(request, "ConsistentRead"),
                ScanIndexForward = Flag(request, "ScanIndexForward"),
                Limit = request.Number("Limit"),
                ExclusiveStartKey = DynamoValues.ToItem(request.Node("ExclusiveStartKey")),
                Select = request.Text("Select"),
            }
        );

    public ScanRequest? Scan(JsonNode? node) =>
        Read(
            "Scan",
            node,
            request => new ScanRequest
            {
                TableName = request.Text("TableName"),
                IndexName = request.Text("IndexName"),
                FilterExpression = request.Text("FilterExpression"),
                ProjectionExpression = request.Text("ProjectionExpression"),
                ExpressionAttributeNames = Names(request),
                ExpressionAttributeValues = DynamoValues.ToItem(request.Node("ExpressionAttributeValues")),
                ConsistentRead = Flag(request, "ConsistentRead"),
                Limit = request.Number("Limit"),
                ExclusiveStartKey = DynamoValues.ToItem(request.Node("ExclusiveStartKey")),
                Segment = request.Number("Segment"),
                TotalSegments = request.Number("TotalSegments"),
            }
        );

    public BatchGetItemRequest? BatchGetItem(JsonNode? node) =>
        Read(
            "BatchGetItem",
            node,
            request => new BatchGetItemRequest
            {
                RequestItems = (request.Node("RequestItems") as JsonObject ?? []).ToDictionary(
                    table => table.Key,
                    table => Keys(table.Value)!
                ),
            }
        );

    private KeysAndAttributes? Keys(JsonNode? node) =>
        Read(
            "BatchGetItem",
            node,
            request => new KeysAndAttributes
            {
                Keys = [.. (request.Node("Keys") as JsonArray ?? []).Select(key => DynamoValues.ToItem(key)!)],
                ConsistentRead = Flag(request, "ConsistentRead"),
                ProjectionExpression = request.Text("ProjectionExpression"),
                ExpressionAttributeNames = Names(request),
            }
        );

    // What a typed request cannot carry is a part that the library does not have.
    private T? Read<T>(string operation, JsonNode? node, Func<Members, T> read)
        where T : class
    {
        if (node is not JsonObject members)
            return null;
        var request = new Members(members);
        var form = read(request);
        foreach (var name in request.Unasked)
            missing.Add($"the member {name} of {operation} requests");
        return form;
    }

    private static Dictionary<string, string>? Names(Members request) =>
        (request.Node("ExpressionAttributeNames") as JsonObject)?.ToDictionary(
            name => name.Key,
            name => name.Value!.GetValue<string>()
        );

    private static Json Notes(Members request)
    {
        var notes = new List<(string, Json)>();
        foreach (var name in request.Unasked.ToList())
            notes.Add((name, ApiJson.ToJson(request.Node(name)!)));
        return notes.Count == 0 ? default : Json.ObjectOf([.. notes]);
    }

    private static bool? Flag(Members request, string name) =>
        request.Node(name) is JsonValue value ? value.GetValueKind() is JsonValueKind.True : null;
}
