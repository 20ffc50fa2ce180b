using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Tables;

/// <summary>What the tests of tables share: a table with one item of every type, and short ways to ask it.</summary>
public abstract class TableTests
{
    protected const string Key = """{"pk":{"S":"a"},"sk":{"S":"b"}}""";

    protected TableTests()
    {
        World = Some.World();
        Table = World
            .Table("things", hashKey: "pk", rangeKey: "sk")
            .GlobalIndex("gsi", hashKey: "g", rangeKey: KeyPart.Number("n"))
            .LocalIndex("lsi", rangeKey: KeyPart.Number("n"), IndexProjection.KeysOnly);
        Table.Put(
            Some.Item(
                """
                {
                  "pk":{"S":"a"}, "sk":{"S":"b"}, "num":{"N":"5"}, "str":{"S":"text"}, "yes":{"BOOL":true},
                  "nil":{"NULL":true}, "bin":{"B":"AAEC"}, "ss":{"SS":["a","b"]}, "ns":{"NS":["1","2"]},
                  "bs":{"BS":["AA==","AQ=="]}, "l":{"L":[{"N":"1"},{"N":"2"},{"S":"3"}]},
                  "m":{"M":{"a":{"S":"1"},"l":{"L":[{"M":{"x":{"N":"7"}}}]}}}
                }
                """
            )
        );
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected LocalWorld World { get; }

    private protected LocalTable Table { get; }

    private protected Item Present => Table.Find("a", "b")!;

    private protected async Task<Item?> UpdateAsync(
        string? expression,
        string? values = null,
        string? names = null,
        string? condition = null,
        string? returnValues = "ALL_NEW",
        string key = Key
    )
    {
        var response = await World.DynamoDb.UpdateItemAsync(
            new()
            {
                TableName = "things",
                Key = Some.Item(key),
                UpdateExpression = expression,
                ConditionExpression = condition,
                ExpressionAttributeValues = values is null ? null : Some.Item(values),
                ExpressionAttributeNames = names is null ? null : Names(names),
                ReturnValues = returnValues,
            },
            Token
        );
        return response.Attributes;
    }

    private protected async Task<bool> HoldsAsync(string condition, string? values = null)
    {
        try
        {
            await UpdateAsync(null, values, condition: condition);
            return true;
        }
        catch (ServiceException exception) when (exception.Code is "ConditionalCheckFailedException")
        {
            Assert.Equal("The conditional request failed", exception.Message);
            return false;
        }
    }

    private protected static async Task RefusesAsync(
        string message,
        Func<Task> request,
        string code = "ValidationException"
    )
    {
        var exception = await Assert.ThrowsAsync<ServiceException>(request);
        Assert.Equal((code, message), (exception.Code, exception.Message));
    }

    /// <summary>The names of placeholders, written <c>#a=name,#b=other</c>.</summary>
    private protected static Dictionary<string, string> Names(string text) =>
        text.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
}
