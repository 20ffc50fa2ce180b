using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.DynamoDb;

public sealed class WritesTogetherTests
{
    private readonly JumpingTime _time = new();

    private static TransactWriteItemsRequest Transaction =>
        TransactWriteItemsRequest.Of(UpdateRequest.For("1", "s").To("things").Add("count", 1));

    [Fact]
    public async Task BatchWriteItem_UnprocessedItems_CanBeSentAsTheyCame()
    {
        const string unprocessed =
            """[{"PutRequest":{"Item":{"pk":{"S":"1"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"2"}}}}]""";
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of("""{"UnprocessedItems":{"things":""" + unprocessed + "}}"),
            LoopbackAnswer.Of("""{"UnprocessedItems":{}}""")
        );
        var port = Some.On(endpoint, _time).DynamoDb!;

        var first = await port.BatchWriteItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                {
                    ["things"] = [WriteRequest.Put(Item.Of(("pk", "1"))), WriteRequest.Delete(Item.Of(("pk", "2")))],
                },
            },
            default
        );
        var second = await port.BatchWriteItemAsync(new() { RequestItems = first.UnprocessedItems }, default);

        Assert.Empty(second.UnprocessedItems);
        Assert.All(
            endpoint.Requests,
            request => Assert.Equal(unprocessed, request.Json["RequestItems"]["things"].ToString())
        );
    }

    [Fact]
    public async Task TransactWriteItems_AnAttemptWithoutAnAnswer_IsRepeatedWithTheSameToken()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Error("InternalServerError", 500),
            LoopbackAnswer.Of("{}"),
            LoopbackAnswer.Of("{}")
        );
        var port = Some.On(endpoint, _time).DynamoDb!;

        await port.TransactWriteItemsAsync(Transaction, default);
        await port.TransactWriteItemsAsync(Transaction with { ClientRequestToken = "own" }, default);

        var tokens = endpoint.Requests.Select(request => request.Json["ClientRequestToken"].GetString()!).ToList();
        Assert.Equal(tokens[0], tokens[1]);
        Assert.Equal(32, tokens[0].Length);
        Assert.Equal("own", tokens[2]);
        Assert.False(endpoint.Requests[0].Json.At("TransactItems.0.Update.ReturnValues").IsDefined);
    }

    [Fact]
    public async Task TransactWriteItems_Canceled_HasTheReasonsAndIsNotRepeated()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of(
                """
                {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled [TransactionConflict]",
                "CancellationReasons":[{"Code":"TransactionConflict","Message":"busy"}]}
                """
            ) with
            {
                Status = 400,
            }
        );
        var port = Some.On(endpoint, _time).DynamoDb!;

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(async () =>
            await port.TransactWriteItemsAsync(Transaction, default)
        );

        Assert.Equal(("TransactionConflict", "busy"), (error.Reasons[0].Code, error.Reasons[0].Message));
        Assert.True(error.IsTransient);
        Assert.Single(endpoint.Requests);
    }
}
