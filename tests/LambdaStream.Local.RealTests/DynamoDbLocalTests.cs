using LambdaStream.Local.RealTests.Service;
using LambdaStream.Shared;

namespace LambdaStream.Local.RealTests;

public sealed class DynamoDbLocalTests(DynamoDbLocal dynamoDb)
{
    [Fact]
    public async Task A_table_answers_and_has_a_stream()
    {
        var token = TestContext.Current.CancellationToken;
        using var client = new ServiceClient(dynamoDb.Endpoint, "smoke");
        var table = new TableDefinition("things", "pk", "sk", []);
        await client.CreateTableAsync(table, token);

        await new ServiceDynamoDb(client).PutItemAsync(
            new() { TableName = "things", Item = Connectors.Item.Of(("pk", "1"), ("sk", "thing")) },
            token
        );

        var record = Assert.Single(await client.ReadStreamAsync(table, token));
        Assert.Equal("INSERT", record["eventName"].GetString());
    }
}
