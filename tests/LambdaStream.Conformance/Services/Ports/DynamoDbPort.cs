using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>DynamoDB on the scripted services.</summary>
internal sealed class DynamoDbPort(ScriptedServices services) : IDynamoDb
{
    private readonly ScriptedClient _client = new(services, "dynamodb");

    public ValueTask<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        var answer = _client.Send(
            "UpdateItem",
            Wire.Input(
                ("TableName", request.TableName),
                ("Key", Wire.From(request.Key)),
                ("UpdateExpression", request.UpdateExpression),
                ("ConditionExpression", request.ConditionExpression),
                ("ExpressionAttributeNames", Wire.From(request.ExpressionAttributeNames)),
                ("ExpressionAttributeValues", Wire.From(request.ExpressionAttributeValues)),
                ("ReturnValues", request.ReturnValues)
            )
        );
        return ValueTask.FromResult(new UpdateItemResponse { Attributes = Wire.ToItem(answer?["Attributes"]) });
    }

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        var answer = _client.Send(
            "PutItem",
            Wire.Input(
                ("TableName", request.TableName),
                ("Item", Wire.From(request.Item)),
                ("ConditionExpression", request.ConditionExpression),
                ("ExpressionAttributeNames", Wire.From(request.ExpressionAttributeNames)),
                ("ExpressionAttributeValues", Wire.From(request.ExpressionAttributeValues)),
                ("ReturnValues", request.ReturnValues)
            )
        );
        return ValueTask.FromResult(new PutItemResponse { Attributes = Wire.ToItem(answer?["Attributes"]) });
    }

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var tables = new JsonObject();
        foreach (var (table, wanted) in request.RequestItems)
            tables[table] = FromKeys(wanted);
        var answer = _client.Send("BatchGetItem", Wire.Input(("RequestItems", tables)));
        return ValueTask.FromResult(
            new BatchGetItemResponse
            {
                Responses = Members(answer?["Responses"], Wire.ToItems),
                UnprocessedKeys = Members(answer?["UnprocessedKeys"], ToKeys),
            }
        );
    }

    public ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        var answer = _client.Send(
            "Query",
            Wire.Input(
                ("TableName", request.TableName),
                ("IndexName", request.IndexName),
                ("KeyConditionExpression", request.KeyConditionExpression),
                ("FilterExpression", request.FilterExpression),
                ("ProjectionExpression", request.ProjectionExpression),
                ("ExpressionAttributeNames", Wire.From(request.ExpressionAttributeNames)),
                ("ExpressionAttributeValues", Wire.From(request.ExpressionAttributeValues)),
                ("ConsistentRead", request.ConsistentRead),
                ("ScanIndexForward", request.ScanIndexForward),
                ("Limit", request.Limit),
                ("ExclusiveStartKey", Wire.From(request.ExclusiveStartKey)),
                ("Select", request.Select)
            )
        );
        return ValueTask.FromResult(
            new QueryResponse
            {
                Items = Wire.ToItems(answer?["Items"]),
                LastEvaluatedKey = Wire.ToItem(answer?["LastEvaluatedKey"]),
            }
        );
    }

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var answer = _client.Send(
            "Scan",
            Wire.Input(
                ("TableName", request.TableName),
                ("IndexName", request.IndexName),
                ("FilterExpression", request.FilterExpression),
                ("ProjectionExpression", request.ProjectionExpression),
                ("ExpressionAttributeNames", Wire.From(request.ExpressionAttributeNames)),
                ("ExpressionAttributeValues", Wire.From(request.ExpressionAttributeValues)),
                ("ConsistentRead", request.ConsistentRead),
                ("Limit", request.Limit),
                ("ExclusiveStartKey", Wire.From(request.ExclusiveStartKey)),
                ("Segment", request.Segment),
                ("TotalSegments", request.TotalSegments)
            )
        );
        return ValueTask.FromResult(
            new ScanResponse
            {
                Items = Wire.ToItems(answer?["Items"]),
                LastEvaluatedKey = Wire.ToItem(answer?["LastEvaluatedKey"]),
            }
        );
    }

    private static JsonObject FromKeys(KeysAndAttributes wanted) =>
        Wire.Input(
            ("Keys", Wire.List(wanted.Keys, Wire.From)),
            ("ConsistentRead", wanted.ConsistentRead),
            ("ProjectionExpression", wanted.ProjectionExpression),
            ("ExpressionAttributeNames", Wire.From(wanted.ExpressionAttributeNames))
        );

    private static KeysAndAttributes ToKeys(JsonNode? node) =>
        new()
        {
            Keys = Wire.ToItems(node!["Keys"]),
            ConsistentRead = node["ConsistentRead"]?.GetValue<bool>(),
            ProjectionExpression = Wire.ToText(node["ProjectionExpression"]),
            ExpressionAttributeNames = node["ExpressionAttributeNames"] is { } names
                ? Members(names, name => Wire.ToText(name)!)
                : null,
        };

    private static Dictionary<string, T> Members<T>(JsonNode? node, Func<JsonNode?, T> form) =>
        (node as JsonObject ?? []).ToDictionary(member => member.Key, member => form(member.Value));
}
