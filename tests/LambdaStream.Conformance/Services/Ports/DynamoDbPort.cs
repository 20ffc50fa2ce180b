using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Services.Ports;

/// <summary>DynamoDB on the scripted services.</summary>
internal sealed class DynamoDbPort(ScriptedServices services) : IDynamoDb
{
    private readonly ScriptedClient _client = new(services, "dynamodb");

    public async ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("UpdateItem", DynamoDbForms.Wire.Of(request));
        return new() { Attributes = ApiJson.ToItem(answer?["Attributes"]) };
    }

    public async ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync("PutItem", DynamoDbForms.Wire.Of(request));
        return new() { Attributes = ApiJson.ToItem(answer?["Attributes"]) };
    }

    public async ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.SendAsync("BatchGetItem", DynamoDbForms.Wire.Of(request));
        return new()
        {
            Responses = Members(answer?["Responses"], ApiJson.ToItems),
            UnprocessedKeys = Members(answer?["UnprocessedKeys"], ToKeys),
        };
    }

    public async ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync("Query", DynamoDbForms.Wire.Of(request));
        return new()
        {
            Items = ApiJson.ToItems(answer?["Items"]),
            LastEvaluatedKey = ApiJson.ToItem(answer?["LastEvaluatedKey"]),
        };
    }

    public async ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync("Scan", DynamoDbForms.Wire.Of(request));
        return new()
        {
            Items = ApiJson.ToItems(answer?["Items"]),
            LastEvaluatedKey = ApiJson.ToItem(answer?["LastEvaluatedKey"]),
        };
    }

    private static KeysAndAttributes ToKeys(JsonNode? node) =>
        new()
        {
            Keys = ApiJson.ToItems(node!["Keys"]),
            ConsistentRead = node["ConsistentRead"]?.GetValue<bool>(),
            ProjectionExpression = ApiJson.ToText(node["ProjectionExpression"]),
            ExpressionAttributeNames = node["ExpressionAttributeNames"] is { } names
                ? Members(names, name => ApiJson.ToText(name)!)
                : null,
        };

    private static Dictionary<string, T> Members<T>(JsonNode? node, Func<JsonNode?, T> form) =>
        (node as JsonObject ?? []).ToDictionary(member => member.Key, member => form(member.Value));
}
