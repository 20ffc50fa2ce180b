using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Service;
using LambdaStream.Shared;

namespace LambdaStream.Local.RealTests;

/// <summary>What batches and transactions are refused for, in the same words by the embedded table and by DynamoDB Local.</summary>
public sealed class WritesTogetherTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private static readonly TableDefinition Table = new("together", "pk", "sk", []);
    private static readonly Item Key = Item.Of(("pk", "1"), ("sk", "a"));

    private readonly ServiceClient _client = new(dynamoDb.Endpoint, "together");
    private readonly LocalWorld _world = new();

    public static TheoryData<string, BatchWriteItemRequest> Batches =>
        new()
        {
            {
                "none",
                new() { RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>() }
            },
            { "empty", Batch() },
            { "too many", Batch([.. Enumerable.Range(0, 26).Select(n => WriteRequest.Put(Row($"{n}")))]) },
            { "twice", Batch(WriteRequest.Put(Key), WriteRequest.Delete(Key)) },
            { "both", Batch(new WriteRequest { PutRequest = new(Key), DeleteRequest = new(Key) }) },
            { "neither", Batch(new WriteRequest()) },
            { "no range key", Batch(WriteRequest.Put(Item.Of(("pk", "1")))) },
            { "wrong type", Batch(WriteRequest.Put(Item.Of(("pk", "1"), ("sk", 1)))) },
            { "no range key to delete", Batch(WriteRequest.Delete(Item.Of(("pk", "1")))) },
            { "empty key", Batch(WriteRequest.Delete(Item.Of(("pk", "1"), ("sk", "")))) },
            { "too large", Batch(WriteRequest.Put(Row("1").With("x", new string('x', 410_000)))) },
            {
                "no such table",
                new() { RequestItems = Of("nowhere", WriteRequest.Put(Key)) }
            },
            {
                "no table's name",
                new() { RequestItems = Of("x", WriteRequest.Put(Key)) }
            },
            { "one that goes", Batch(WriteRequest.Put(Row("b")), WriteRequest.Delete(Key)) },
        };

    public static TheoryData<string, TransactWriteItemsRequest> Transactions =>
        new()
        {
            { "none", TransactWriteItemsRequest.Of() },
            { "an empty part", TransactWriteItemsRequest.Of(new TransactWriteItem()) },
            {
                "two in one",
                TransactWriteItemsRequest.Of(new TransactWriteItem { Put = Put("1"), Delete = Delete(Key) })
            },
            {
                "too many",
                TransactWriteItemsRequest.Of([.. Enumerable.Range(0, 101).Select(n => (TransactWriteItem)Put($"{n}"))])
            },
            { "twice", TransactWriteItemsRequest.Of(Put("a"), Delete(Row("a"))) },
            { "no such table", TransactWriteItemsRequest.Of(Put("a") with { TableName = "nowhere" }) },
            { "no key", TransactWriteItemsRequest.Of(Put("a") with { Item = Item.Of(("pk", "1")) }) },
            {
                "too large",
                TransactWriteItemsRequest.Of(Put("a") with { Item = Row("a").With("x", new string('x', 410_000)) })
            },
            {
                "a condition",
                TransactWriteItemsRequest.Of(Put("b"), Put("a") with { ConditionExpression = "attribute_exists(zz)" })
            },
            {
                "a condition that shows the item",
                TransactWriteItemsRequest.Of(
                    Put("a") with
                    {
                        ConditionExpression = "attribute_exists(zz)",
                        ReturnValuesOnConditionCheckFailure = "ALL_OLD",
                    }
                )
            },
            { "the wrong key", TransactWriteItemsRequest.Of(Delete(Item.Of(("pk", "1")))) },
            {
                "a key that is set",
                TransactWriteItemsRequest.Of(UpdateRequest.For("1", "a").To(Table.Name).Set("pk", "2"))
            },
            {
                "an unknown name",
                TransactWriteItemsRequest.Of(
                    new UpdateItemRequest
                    {
                        TableName = Table.Name,
                        Key = Row("a"),
                        UpdateExpression = "SET #a = pk",
                    }
                )
            },
            {
                "a long token",
                TransactWriteItemsRequest.Of(Put("a")) with
                {
                    ClientRequestToken = new string('t', 37),
                }
            },
            { "one that goes", TransactWriteItemsRequest.Of(Put("b"), Delete(Key)) },
        };

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await _client.CreateTableAsync(Table, token);
        Table.CreateIn(_world);
        foreach (var port in Both)
            await port.PutItemAsync(new() { TableName = Table.Name, Item = Key }, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DeleteTableAsync(Table, TestContext.Current.CancellationToken);
        _client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Batches), DisableDiscoveryEnumeration = true)]
    public async Task A_batch_is_answered_by_both_in_the_same_words(string what, BatchWriteItemRequest request) =>
        await AnswersAreTheSame(what, port => port.BatchWriteItemAsync(request, TestContext.Current.CancellationToken));

    [Theory]
    [MemberData(nameof(Transactions), DisableDiscoveryEnumeration = true)]
    public async Task A_transaction_is_answered_by_both_in_the_same_words(
        string what,
        TransactWriteItemsRequest request
    ) =>
        await AnswersAreTheSame(
            what,
            port => port.TransactWriteItemsAsync(request, TestContext.Current.CancellationToken)
        );

    [Fact]
    public async Task A_transaction_that_comes_again_is_done_once()
    {
        var token = TestContext.Current.CancellationToken;
        var once = TransactWriteItemsRequest.Of(UpdateRequest.For("1", "a").To(Table.Name).Add("count", 1)) with
        {
            ClientRequestToken = "once",
        };
        var other = TransactWriteItemsRequest.Of(Put("other")) with { ClientRequestToken = "once" };
        foreach (var port in Both)
        {
            await port.TransactWriteItemsAsync(once, token);
            await port.TransactWriteItemsAsync(once, token);
            var refusal = await Assert.ThrowsAsync<ServiceException>(async () =>
                await port.TransactWriteItemsAsync(other, token)
            );

            Assert.Equal("IdempotentParameterMismatchException", refusal.Code);
            Assert.Equal(1, Assert.Single(await RowsAsync(port))["count"].GetInt64());
        }
    }

    private IReadOnlyList<IDynamoDb> Both => [_world.DynamoDb, new ServiceDynamoDb(_client)];

    private async Task AnswersAreTheSame<T>(string what, Func<IDynamoDb, ValueTask<T>> ask)
    {
        var answers = new List<string>();
        foreach (var port in Both)
        {
            var answer = "success";
            try
            {
                await ask(port);
            }
            catch (TransactionCanceledException canceled)
            {
                var reasons = canceled.Reasons.Select(reason =>
                    $"{reason.Code} {reason.Message} {Sorted(reason.Item)}"
                );
                answer = $"{canceled.Message}: {string.Join(", ", reasons)}";
            }
            catch (ServiceException refusal)
            {
                answer = $"{refusal.Code}: {refusal.Message}";
            }
            var rows = (await RowsAsync(port)).Select(row => row["sk"].GetText()).Order();
            answers.Add($"{answer} and then {string.Join(", ", rows)}");
        }
        Assert.True(answers[0] == answers[1], $"{what}\n  local:   {answers[0]}\n  service: {answers[1]}");
    }

    private static async Task<IReadOnlyList<Item>> RowsAsync(IDynamoDb port) =>
        (await port.ScanAsync(new() { TableName = Table.Name }, TestContext.Current.CancellationToken)).Items;

    private static string Sorted(Item? item) =>
        string.Join(
            ' ',
            (item ?? Item.Empty).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")
        );

    private static Item Row(string sk) => Item.Of(("pk", "1"), ("sk", sk));

    private static PutItemRequest Put(string sk) => new() { TableName = Table.Name, Item = Row(sk) };

    private static DeleteItemRequest Delete(Item key) => new() { TableName = Table.Name, Key = key };

    private static BatchWriteItemRequest Batch(params WriteRequest[] writes) =>
        new() { RequestItems = Of(Table.Name, writes) };

    private static Dictionary<string, IReadOnlyList<WriteRequest>> Of(string table, params WriteRequest[] writes) =>
        new() { [table] = writes };
}
