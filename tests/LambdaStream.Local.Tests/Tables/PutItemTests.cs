using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests.Tables;

public class PutItemTests : TableTests
{
    [Theory]
    [InlineData("""{"pk":{"S":"p"}}""", "One of the required keys was not given a value")]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"N":"1"}}""",
        "One or more parameter values were invalid: Type mismatch for key"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":""}}""",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"g":{"N":"1"}}""",
        "One or more parameter values were invalid: Type mismatch for Index Key"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"g":{"S":""}}""",
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: gsi, IndexKey: g"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"L":[{"SS":[]}]}}""",
        "One or more parameter values were invalid: An string set  may not be empty"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"SS":["a","a"]}}""",
        "One or more parameter values were invalid: Input collection [a, a] contains duplicates"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"NS":["1","1.0"]}}""",
        "One or more parameter values were invalid: Input collection [1, 1] contains duplicates"
    )]
    [InlineData(
        """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"M":{"y":{"N":"z"}}}}""",
        "A value provided cannot be converted into a number"
    )]
    [InlineData("""{"pk":{"S":"p"},"sk":{"S":"p"},"":{"S":"z"}}""", "Empty attribute name")]
    public Task Put_RefusesWhatDynamoDbRefuses(string item, string message) =>
        RefusesAsync(message, () => PutAsync(item));

    [Fact]
    public async Task Put_RefusesKeysThatAreTooLong()
    {
        const string message =
            "Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes";
        await PutAsync($$$"""{"pk":{"S":"{{{new string('x', 2048)}}}"},"sk":{"S":"{{{new string('x', 1024)}}}"}}""");
        await RefusesAsync(message, () => PutAsync($$$"""{"pk":{"S":"{{{new string('x', 2049)}}}"},"sk":{"S":"p"}}"""));
        await RefusesAsync(message, () => PutAsync($$$"""{"pk":{"S":"p"},"sk":{"S":"{{{new string('x', 1025)}}}"}}"""));
    }

    [Fact]
    public async Task Put_TakesItemsOfUpTo400Kilobytes()
    {
        // pk, sk and x count two bytes each, the values of pk and sk one.
        string Sized(int size) => $$$"""{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"S":"{{{new string('y', size - 7)}}}"}}""";

        await PutAsync(Sized(400 * 1024));
        await RefusesAsync("Item size has exceeded the maximum allowed size", () => PutAsync(Sized(400 * 1024 + 1)));
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public async Task Put_TakesUpTo32Levels(int lists, bool isTaken)
    {
        var item =
            """{"pk":{"S":"p"},"sk":{"S":"p"},"x":"""
            + string.Concat(Enumerable.Repeat("""{"L":[""", lists))
            + """{"S":"y"}"""
            + string.Concat(Enumerable.Repeat("]}", lists))
            + "}";

        if (isTaken)
            await PutAsync(item);
        else
            await RefusesAsync(
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
                () => PutAsync(item)
            );
    }

    [Fact]
    public async Task Put_ReplacesTheWholeItemAndReturnsTheOldOne()
    {
        const string first = """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"N":"1"}}""";
        const string second = """{"pk":{"S":"p"},"sk":{"S":"p"},"y":{"N":"2"}}""";

        Assert.Null(await PutAsync(first, returnValues: "ALL_OLD"));
        Assert.Equal(Some.Item(first), await PutAsync(second, returnValues: "ALL_OLD"));
        Assert.Null(await PutAsync(second));
        Assert.Equal(Some.Item(second), Table.Find("p", "p"));
        await RefusesAsync("Return values set to invalid value", () => PutAsync(second, returnValues: "ALL_NEW"));
    }

    [Fact]
    public async Task Put_AsksTheConditionOfThePresentItem()
    {
        const string item = """{"pk":{"S":"p"},"sk":{"S":"p"},"x":{"N":"1"}}""";

        await PutAsync(item, "attribute_not_exists(pk)");
        await RefusesAsync(
            "The conditional request failed",
            () => PutAsync(item, "attribute_not_exists(pk)"),
            "ConditionalCheckFailedException"
        );
    }

    [Fact]
    public async Task AMissingTable_IsNotFound()
    {
        await RefusesAsync(
            "Cannot do operations on a non-existent table",
            async () => await World.DynamoDb.PutItemAsync(new() { TableName = "nope", Item = Some.Item(Key) }, Token),
            "ResourceNotFoundException"
        );
        await RefusesAsync(
            "The parameter 'TableName' is required but was not present in the request",
            async () => await World.DynamoDb.PutItemAsync(new() { Item = Some.Item(Key) }, Token)
        );
    }

    [Fact]
    public async Task ACancelledRequest_DoesNothing()
    {
        var request = new PutItemRequest { TableName = "things", Item = Some.Item(Key) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await World.DynamoDb.PutItemAsync(request, new(canceled: true))
        );

        Assert.Single(Table.Changes);
    }

    [Fact]
    public Task Put_RefusesAWrongIndexKeyBeforeItAsksTheCondition() =>
        RefusesAsync(
            "One or more parameter values were invalid: Type mismatch for Index Key",
            () => PutAsync("""{"pk":{"S":"p"},"sk":{"S":"p"},"g":{"N":"1"}}""", "attribute_exists(nope)")
        );

    [Fact]
    public Task Put_RefusesAnIndexKeyOverTwoKilobytes() =>
        RefusesAsync(
            "One or more parameter values were invalid: Size limit exceeded",
            () => PutAsync($$$"""{"pk":{"S":"p"},"sk":{"S":"p"},"g":{"S":"{{{new string('g', 2049)}}}"}}""")
        );

    [Theory]
    [InlineData("no")]
    [InlineData("not a name")]
    public Task Put_RefusesWhatIsNoTableName(string name) =>
        RefusesAsync(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
            async () => await World.DynamoDb.PutItemAsync(new() { TableName = name, Item = Some.Item(Key) }, Token)
        );

    private async Task<Item?> PutAsync(string item, string? condition = null, string? returnValues = null)
    {
        var response = await World.DynamoDb.PutItemAsync(
            new()
            {
                TableName = "things",
                Item = Some.Item(item),
                ConditionExpression = condition,
                ReturnValues = returnValues,
            },
            Token
        );
        return response.Attributes;
    }
}
