using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaStream.Connectors;
using Sdk = Amazon.DynamoDBv2.Model;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of docs/official-clients.md, compiled, and its port run through the SDK's client.</summary>
public class OfficialClientExamples
{
    [Fact]
    public async Task APortOnTheOfficialClient_SendsAndReadsWhatThePortSays()
    {
        var row = Item.Of(
            ("pk", "t1"),
            ("count", 4.5m),
            ("flag", true),
            ("none", AttributeValue.Null),
            ("tags", AttributeValue.TextSet("a", "b")),
            ("list", AttributeValue.List("x", 1)),
            ("map", AttributeValue.Map(Item.Of(("inner", "y")))),
            ("bytes", AttributeValue.Binary([1, 2]))
        );
        await using var endpoint = new LoopbackEndpoint().Then(
            LoopbackAnswer.Of(Json.ObjectOf(("Attributes", row.ToTypedJson())).ToString()),
            LoopbackAnswer.Of(
                Json.ObjectOf(("Items", Json.ArrayOf(row.ToTypedJson())), ("Count", 1), ("ScannedCount", 1)).ToString()
            ),
            LoopbackAnswer.Error("ConditionalCheckFailedException", message: "no")
        );
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            new AmazonDynamoDBConfig { ServiceURL = $"{endpoint.Uri}", AuthenticationRegion = "us-east-1" }
        );
        var port = OptionsWith(client).DynamoDb!;
        var update = new UpdateItemRequest
        {
            TableName = "things",
            Key = Item.Of(("pk", "t1")),
            UpdateExpression = "SET #all = :all",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#all"] = "all" },
            ExpressionAttributeValues = Item.Of((":all", AttributeValue.Map(row))),
            ReturnValues = "ALL_NEW",
        };
        var query = new QueryRequest { TableName = "things", KeyConditionExpression = "pk = :pk" };
        var token = TestContext.Current.CancellationToken;

        Assert.Equal(row, (await port.UpdateItemAsync(update, token)).Attributes);
        Assert.Equal(row, Assert.Single((await port.QueryAsync(query, token)).Items));
        var refusal = await Assert.ThrowsAsync<ServiceException>(async () => await port.UpdateItemAsync(update, token));

        Assert.Equal("ConditionalCheckFailedException", refusal.Code);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
        var sent = Json.Parse(endpoint.Requests[0].Body.ToArray())["ExpressionAttributeValues"];
        Assert.Equal(Item.Of((":all", AttributeValue.Map(row))), Item.FromTypedJson(sent));
    }

    private static StreamOptions OptionsWith(IAmazonDynamoDB client)
    {
        var aws = new Dictionary<string, string> { ["AWS_REGION"] = "us-east-1" };
        return StreamOptions.FromEnvironment(aws) with { DynamoDb = new SdkDynamoDb(client) };
    }

    public static StreamOptions Documented(IAmazonDynamoDB client)
    {
        var options = StreamOptions.FromEnvironment().UseAws() with { DynamoDb = new SdkDynamoDb(client) };
        return options;
    }
}

public sealed class SdkDynamoDb(IAmazonDynamoDB client) : IDynamoDb
{
    public async ValueTask<UpdateItemResponse> UpdateItemAsync(
        UpdateItemRequest request,
        CancellationToken cancellationToken
    )
    {
        var answer = await Call(() =>
            client.UpdateItemAsync(
                new Sdk.UpdateItemRequest
                {
                    TableName = request.TableName,
                    Key = ToSdk(request.Key),
                    UpdateExpression = request.UpdateExpression,
                    ConditionExpression = request.ConditionExpression,
                    ExpressionAttributeNames = request.ExpressionAttributeNames?.ToDictionary(),
                    ExpressionAttributeValues = request.ExpressionAttributeValues is { } values ? ToSdk(values) : null,
                    ReturnValues = request.ReturnValues,
                },
                cancellationToken
            )
        );
        return new() { Attributes = answer.Attributes is { Count: > 0 } item ? FromSdk(item) : null };
    }

    public async ValueTask<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        var answer = await Call(() =>
            client.QueryAsync(
                new Sdk.QueryRequest
                {
                    TableName = request.TableName,
                    IndexName = request.IndexName,
                    KeyConditionExpression = request.KeyConditionExpression,
                    FilterExpression = request.FilterExpression,
                    ProjectionExpression = request.ProjectionExpression,
                    ExpressionAttributeNames = request.ExpressionAttributeNames?.ToDictionary(),
                    ExpressionAttributeValues = request.ExpressionAttributeValues is { } values ? ToSdk(values) : null,
                    ConsistentRead = request.ConsistentRead,
                    ScanIndexForward = request.ScanIndexForward,
                    Limit = request.Limit,
                    ExclusiveStartKey = request.ExclusiveStartKey is { } start ? ToSdk(start) : null,
                    Select = request.Select,
                },
                cancellationToken
            )
        );
        return new()
        {
            Items = [.. (answer.Items ?? []).Select(FromSdk)],
            LastEvaluatedKey = answer.LastEvaluatedKey is { Count: > 0 } last ? FromSdk(last) : null,
        };
    }

    public ValueTask<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This function puts nothing.");

    public ValueTask<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("This function reads nothing by keys.");

    public ValueTask<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This function scans nothing.");

    // The client has retried already; what remains has the code by which faults and retries are told apart.
    private static async ValueTask<T> Call<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException refusal)
        {
            throw new ServiceException(refusal.ErrorCode, refusal.Message, refusal)
            {
                StatusCode = refusal.StatusCode,
                RequestId = refusal.RequestId,
            };
        }
    }

    private static Dictionary<string, Sdk.AttributeValue> ToSdk(Item item) =>
        item.ToDictionary(attribute => attribute.Key, attribute => ToSdk(attribute.Value));

    private static Sdk.AttributeValue ToSdk(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.Text => new() { S = value.GetText() },
            AttributeType.Number => new() { N = value.GetNumber() },
            AttributeType.Boolean => new() { BOOL = value.GetBoolean() },
            AttributeType.Binary => new() { B = new MemoryStream(value.GetBinary().ToArray()) },
            AttributeType.List => new() { L = [.. value.GetList().Select(ToSdk)] },
            AttributeType.Map => new() { M = ToSdk(value.GetMap()) },
            AttributeType.TextSet => new() { SS = [.. value.GetSet()] },
            AttributeType.NumberSet => new() { NS = [.. value.GetSet()] },
            AttributeType.BinarySet => new()
            {
                BS = [.. value.GetBinarySet().Select(bytes => new MemoryStream(bytes))],
            },
            _ => new() { NULL = true },
        };

    private static Item FromSdk(Dictionary<string, Sdk.AttributeValue> item) =>
        Item.Of([.. item.Select(attribute => (attribute.Key, FromSdk(attribute.Value)))]);

    private static AttributeValue FromSdk(Sdk.AttributeValue value) =>
        value switch
        {
            { S: { } text } => text,
            { N: { } digits } => AttributeValue.Number(digits),
            { BOOL: { } boolean } => boolean,
            { B: { } bytes } => AttributeValue.Binary(bytes.ToArray()),
            { L: { } list } => AttributeValue.List([.. list.Select(FromSdk)]),
            { M: { } map } => AttributeValue.Map(FromSdk(map)),
            { SS: { } texts } => AttributeValue.TextSet(texts),
            { NS: { } numbers } => AttributeValue.NumberSet(numbers),
            { BS: { } binaries } => AttributeValue.BinarySet([.. binaries.Select(bytes => bytes.ToArray())]),
            _ => AttributeValue.Null,
        };
}
