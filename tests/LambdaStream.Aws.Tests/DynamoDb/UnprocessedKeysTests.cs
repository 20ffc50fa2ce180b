using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.DynamoDb;

public sealed class UnprocessedKeysTests
{
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task BatchGetItem_UnprocessedKeys_CanBeSentAsTheyCame()
    {
        const string unprocessed =
            """{"Keys":[{"pk":{"S":"2"}}],"ConsistentRead":true,"ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"name"}}""";
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """{"Responses":{"things":[{"name":{"S":"one"}}]},"UnprocessedKeys":{"things":""" + unprocessed + "}}"
            ),
            LoopbackAnswer.Of("""{"Responses":{"things":[{"name":{"S":"two"}}]},"UnprocessedKeys":{}}""")
        );
        var port = Some.On(endpoint, _time).DynamoDb!;

        var first = await port.BatchGetItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, KeysAndAttributes>
                {
                    ["things"] = new() { Keys = [Item.Of(("pk", "1")), Item.Of(("pk", "2"))] },
                },
            },
            default
        );
        var second = await port.BatchGetItemAsync(new() { RequestItems = first.UnprocessedKeys }, default);

        Assert.Equal("one", first.Responses["things"].Single()["name"].GetText());
        Assert.Equal("two", second.Responses["things"].Single()["name"].GetText());
        Assert.Empty(second.UnprocessedKeys);
        Assert.Equal(unprocessed, endpoint.Requests[1].Json["RequestItems"]["things"].ToString());
        Assert.Equal("DynamoDB_20120810.BatchGetItem", endpoint.Requests[1].Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", endpoint.Requests[1].Headers["Content-Type"]);
    }
}
