using System.Buffers;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Transport;
using LambdaStream.Connectors;
using LambdaStream.Shared;

namespace LambdaStream.Aws.Tests.DynamoDb;

/// <summary>Every operation of the port against DynamoDB Local.</summary>
public sealed class RealTableTests(DynamoDbLocal local) : IAsyncLifetime
{
    private const string Table = "things";

    // Every form of a value that DynamoDB knows.
    private static readonly Item Everything = Item.Of(
        ("pk", "1"),
        ("sk", "thing"),
        ("text", "é 😀 \"quoted\" \\ \u0001\n"),
        ("empty", ""),
        ("number", AttributeValue.Number("12345678901234567890123456789012345678")),
        ("small", AttributeValue.Number("-0.00000000000000000001")),
        ("yes", true),
        ("no", false),
        ("null", AttributeValue.Null),
        ("bytes", AttributeValue.Binary([0, 1, 254, 255])),
        ("texts", AttributeValue.TextSet("a", "é")),
        ("numbers", AttributeValue.NumberSet("1", "2.5")),
        ("binaries", AttributeValue.BinarySet([1], [2, 3])),
        ("list", AttributeValue.List(1, "two", AttributeValue.List(true))),
        ("map", Item.Of(("name with: spaces", 1), ("nested", Item.Of(("deep", AttributeValue.Null)))))
    );

    private readonly StreamOptions _options = new StreamOptions().UseAws(Settings(local));

    private IDynamoDb DynamoDb => _options.DynamoDb!;

    public async ValueTask InitializeAsync()
    {
        await CallAsync("CreateTable", Definition, ignored: "ResourceInUseException");
        foreach (var item in (await ScanAsync()).Items)
            await CallAsync(
                "DeleteItem",
                $$"""{"TableName":"{{Table}}","Key":{{Item.Of(("pk", item["pk"]), ("sk", item["sk"]))}}}"""
            );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PutItem_EveryType_ComesBackAsItWent()
    {
        Assert.Null((await PutAsync(Everything)).Attributes);

        Assert.Equal(Everything, (await PutAsync(Item.Of(("pk", "1"), ("sk", "thing")))).Attributes);
    }

    [Fact]
    public async Task UpdateItem_EveryType_ComesBackAsItWent()
    {
        var names = Everything.Select(attribute => attribute.Key).Where(name => name is not ("pk" or "sk")).ToArray();

        var answer = await DynamoDb.UpdateItemAsync(
            new()
            {
                TableName = Table,
                Key = Item.Of(("pk", "1"), ("sk", "thing")),
                UpdateExpression = "SET " + string.Join(", ", names.Select(name => $"#{name} = :{name}")),
                ExpressionAttributeNames = names.ToDictionary(name => "#" + name),
                ExpressionAttributeValues = Item.Of([.. names.Select(name => (":" + name, Everything[name]))]),
                ReturnValues = "ALL_NEW",
            },
            default
        );

        Assert.Equal(Everything, answer.Attributes);
    }

    [Fact]
    public async Task UpdateRequest_BuiltByTheCore_KeepsWhatIsNewer()
    {
        ValueTask<UpdateItemResponse> Update(string name, long timestamp) =>
            DynamoDb.UpdateItemAsync(
                UpdateRequest
                    .For(pk: "1", sk: "thing")
                    .Set("name", name)
                    .Set("timestamp", timestamp)
                    .IfNewer()
                    .Build() with
                {
                    TableName = Table,
                },
                default
            );

        await Update("new", 2);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await Update("old", 1));

        Assert.Equal("ConditionalCheckFailedException", error.Code);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, error.StatusCode);
        Assert.NotEmpty(error.RequestId!);
        Assert.Equal("new", (await ScanAsync()).Items.Single()["name"].GetText());
    }

    [Fact]
    public async Task PutItem_ConditionNotMet_IsItsError()
    {
        var request = new PutItemRequest
        {
            TableName = Table,
            Item = Everything,
            ConditionExpression = "attribute_not_exists(#pk) OR #n = :n",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = "pk", ["#n"] = "number" },
            ExpressionAttributeValues = Item.Of((":n", 1)),
        };

        await DynamoDb.PutItemAsync(request, default);
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await DynamoDb.PutItemAsync(request, default)
        );

        Assert.Equal("ConditionalCheckFailedException", error.Code);
    }

    [Fact]
    public async Task BatchWriteItem_PutsAndDeletes_AreDone()
    {
        await PutAsync(Item.Of(("pk", "1"), ("sk", "old")));

        var answer = await DynamoDb.BatchWriteItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                {
                    [Table] = [WriteRequest.Put(Everything), WriteRequest.Delete(Item.Of(("pk", "1"), ("sk", "old")))],
                },
            },
            default
        );

        Assert.Empty(answer.UnprocessedItems);
        Assert.Equal(Everything, Assert.Single((await ScanAsync()).Items));
    }

    [Fact]
    public async Task TransactWriteItems_EveryKindOfPart_IsDoneAtOnce()
    {
        await PutAsync(Item.Of(("pk", "1"), ("sk", "old")));
        await PutAsync(Item.Of(("pk", "1"), ("sk", "kept")));

        await DynamoDb.TransactWriteItemsAsync(
            TransactWriteItemsRequest.Of(
                UpdateRequest.For("1", "new").To(Table).Set("name", "x").IfMissing(),
                new PutItemRequest { TableName = Table, Item = Everything },
                new DeleteItemRequest { TableName = Table, Key = Item.Of(("pk", "1"), ("sk", "old")) },
                new ConditionCheck
                {
                    TableName = Table,
                    Key = Item.Of(("pk", "1"), ("sk", "kept")),
                    ConditionExpression = "attribute_exists(pk)",
                }
            ),
            default
        );

        Assert.Equal(["kept", "new", "thing"], (await ScanAsync()).Items.Select(item => item["sk"].GetText()).Order());
    }

    [Fact]
    public async Task TransactWriteItems_AConditionNotMet_IsInTheReasonsAndNothingIsWritten()
    {
        await PutAsync(Everything);

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(async () =>
            await DynamoDb.TransactWriteItemsAsync(
                TransactWriteItemsRequest.Of(
                    new PutItemRequest { TableName = Table, Item = Item.Of(("pk", "1"), ("sk", "other")) },
                    new PutItemRequest
                    {
                        TableName = Table,
                        Item = Everything,
                        ConditionExpression = "attribute_not_exists(pk)",
                        ReturnValuesOnConditionCheckFailure = "ALL_OLD",
                    }
                ),
                default
            )
        );

        Assert.Equal(["None", "ConditionalCheckFailed"], error.Reasons.Select(reason => reason.Code));
        Assert.Equal(Everything, error.Reasons[1].Item);
        Assert.True(error.IsConditionFailure);
        Assert.NotEmpty(error.RequestId!);
        Assert.Single((await ScanAsync()).Items);
    }

    [Fact]
    public async Task Query_InPages_GivesAllOnce()
    {
        for (var i = 0; i < 7; i++)
            await PutAsync(Item.Of(("pk", "1"), ("sk", $"s{i}"), ("n", i)));
        await PutAsync(Item.Of(("pk", "2"), ("sk", "s0")));

        var found = new List<string>();
        var pages = 0;
        Item? next = null;
        do
        {
            var page = await DynamoDb.QueryAsync(
                new()
                {
                    TableName = Table,
                    KeyConditionExpression = "#pk = :pk AND begins_with(sk, :sk)",
                    FilterExpression = "n <> :n",
                    ProjectionExpression = "sk",
                    ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = "pk" },
                    ExpressionAttributeValues = Item.Of((":pk", "1"), (":sk", "s"), (":n", 3)),
                    ConsistentRead = true,
                    ScanIndexForward = false,
                    Limit = 3,
                    ExclusiveStartKey = next,
                    Select = "SPECIFIC_ATTRIBUTES",
                },
                default
            );
            pages++;
            found.AddRange(page.Items.Select(item => item["sk"].GetText()!));
            Assert.All(page.Items, item => Assert.Single(item));
            next = page.LastEvaluatedKey;
        } while (next is not null);

        Assert.Equal(["s6", "s5", "s4", "s2", "s1", "s0"], found);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Query_Index_IsAsked()
    {
        await PutAsync(Item.Of(("pk", "1"), ("sk", "a"), ("discriminator", "thing")));

        var answer = await DynamoDb.QueryAsync(
            new()
            {
                TableName = Table,
                IndexName = "gsi1",
                KeyConditionExpression = "discriminator = :d",
                ExpressionAttributeValues = Item.Of((":d", "thing")),
            },
            default
        );

        Assert.Equal("a", answer.Items.Single()["sk"].GetText());
        Assert.Null(answer.LastEvaluatedKey);
    }

    [Fact]
    public async Task Scan_InSegmentsAndPages_GivesAllOnce()
    {
        for (var i = 0; i < 9; i++)
            await PutAsync(Item.Of(("pk", $"{i}"), ("sk", "s")));

        var found = new List<string>();
        for (var segment = 0; segment < 2; segment++)
        {
            Item? next = null;
            do
            {
                var page = await DynamoDb.ScanAsync(
                    new()
                    {
                        TableName = Table,
                        Segment = segment,
                        TotalSegments = 2,
                        Limit = 2,
                        ExclusiveStartKey = next,
                    },
                    default
                );
                found.AddRange(page.Items.Select(item => item["pk"].GetText()!));
                next = page.LastEvaluatedKey;
            } while (next is not null);
        }

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{i}"), found.Order());
    }

    [Fact]
    public async Task BatchGetItem_GivesWhatIsThere()
    {
        await PutAsync(Everything);

        var answer = await DynamoDb.BatchGetItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, KeysAndAttributes>
                {
                    [Table] = new()
                    {
                        Keys = [Item.Of(("pk", "1"), ("sk", "thing")), Item.Of(("pk", "1"), ("sk", "none"))],
                        ConsistentRead = true,
                        ProjectionExpression = "#text, texts",
                        ExpressionAttributeNames = new Dictionary<string, string> { ["#text"] = "text" },
                    },
                },
            },
            default
        );

        Assert.Equal(
            Item.Of(("text", Everything["text"]), ("texts", Everything["texts"])),
            Assert.Single(answer.Responses[Table])
        );
        Assert.Empty(answer.UnprocessedKeys);
    }

    [Fact]
    public async Task UnknownTable_IsItsError()
    {
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await DynamoDb.ScanAsync(new() { TableName = "nowhere" }, default)
        );

        Assert.Equal("ResourceNotFoundException", error.Code);
    }

    private const string Definition = $$"""
        {
          "TableName": "{{Table}}", "BillingMode": "PAY_PER_REQUEST",
          "KeySchema": [{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
          "AttributeDefinitions": [
            {"AttributeName":"pk","AttributeType":"S"},
            {"AttributeName":"sk","AttributeType":"S"},
            {"AttributeName":"discriminator","AttributeType":"S"}
          ],
          "GlobalSecondaryIndexes": [{
            "IndexName": "gsi1",
            "KeySchema": [{"AttributeName":"discriminator","KeyType":"HASH"}],
            "Projection": {"ProjectionType":"ALL"}
          }]
        }
        """;

    private static AwsOptions Settings(DynamoDbLocal local) =>
        Some.Options(local.Endpoint, new() { Timeout = TimeSpan.FromSeconds(30) });

    private ValueTask<PutItemResponse> PutAsync(Item item) =>
        DynamoDb.PutItemAsync(
            new()
            {
                TableName = Table,
                Item = item,
                ReturnValues = "ALL_OLD",
            },
            default
        );

    private ValueTask<ScanResponse> ScanAsync() => DynamoDb.ScanAsync(new() { TableName = Table }, default);

    private async Task CallAsync(string operation, string json, string? ignored = null)
    {
        var connection = new AwsConnection(Settings(local), "us-east-1", TimeProvider.System, static () => 0);
        var client = new AwsClient(connection, new("DynamoDB", "dynamodb", "dynamodb"), connection.Options.DynamoDb);
        var service = new JsonService(client, "DynamoDB", "application/x-amz-json-1.0", "DynamoDB_20120810");
        try
        {
            await service.CallAsync(
                operation,
                json,
                static (json, output) => Json.Parse(json).WriteTo(output),
                default
            );
        }
        catch (ServiceException exception) when (exception.Code == ignored) { }
    }
}
