using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class BatchGetDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    public BatchGetDynamoDbTests() => _table.OnBatchGetItem = (request, _) => new(Found(request));

    private protected override IReadOnlyList<Verb> Forms => [source => source.BatchGetDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { DynamoDb = _table, Random = () => 0 };

    [Fact]
    public async Task BatchGet_LeavesWhatItFinds()
    {
        var unit = await GetAsync(Request(("a", 2), ("b", 1)));

        var response = unit.Get(Slots.BatchGetResponse)!;
        Assert.Equal(["a", "b"], response.Responses.Keys.Order());
        Assert.Equal([0, 1], Numbers(response, "a"));
        Assert.Equal([0], Numbers(response, "b"));
        Assert.Single(_table.BatchGets);
    }

    [Fact]
    public async Task BatchGet_AUnitWithoutARequest_Passes()
    {
        var units = Some.Units(1, Options);

        Assert.Equal(units, await units.Stream().BatchGetDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    // The service takes 100 keys.
    [Fact]
    public async Task BatchGet_ManyKeys_GoInSeveralCalls()
    {
        var unit = await GetAsync(Request(("a", 150), ("b", 101)));

        Assert.Equal(
            [100, 100, 51],
            _table.BatchGets.Select(request => request.RequestItems.Sum(table => table.Value.Keys.Count))
        );
        Assert.Equal(Enumerable.Range(0, 150).Select(i => (long)i), Numbers(unit.Get(Slots.BatchGetResponse)!, "a"));
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (long)i), Numbers(unit.Get(Slots.BatchGetResponse)!, "b"));
    }

    [Fact]
    public async Task BatchGet_KeysThatStandTwice_AreAskedForOnce()
    {
        var keys = new KeysAndAttributes
        {
            Keys = [Key(1), Key(2), Item.Of(("pk", 1.0))],
            ConsistentRead = true,
            ProjectionExpression = "#a",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#a"] = "a" },
        };

        await GetAsync(new() { RequestItems = new Dictionary<string, KeysAndAttributes> { ["a"] = keys } });

        var sent = Assert.Single(_table.BatchGets).RequestItems["a"];
        Assert.Equal([Key(1), Key(2)], sent.Keys);
        Assert.Equal((true, "#a"), (sent.ConsistentRead, sent.ProjectionExpression));
        Assert.Same(keys.ExpressionAttributeNames, sent.ExpressionAttributeNames);
    }

    [Fact]
    public async Task BatchGet_WithoutKeys_FindsNothingAndAsksNobody()
    {
        var unit = await GetAsync(Request(("a", 0)));

        Assert.Empty(unit.Get(Slots.BatchGetResponse)!.Responses);
        Assert.Empty(_table.Requests);
    }

    [Fact]
    public async Task BatchGet_WhatTheServiceDidNotGetTo_IsAskedForAgain()
    {
        _table.OnBatchGetItem = (request, _) =>
        {
            var keys = request.RequestItems["a"].Keys;
            var done = request.RequestItems["a"] with { Keys = [keys[0]] };
            var rest = request.RequestItems["a"] with { Keys = [.. keys.Skip(1)] };
            return new(
                Found(new() { RequestItems = Tables(("a", done)) }) with
                {
                    UnprocessedKeys = rest.Keys.Count == 0 ? Tables() : Tables(("a", rest)),
                }
            );
        };

        var unit = await GetAsync(Request(("a", 3)));

        Assert.Equal([0, 1, 2], Numbers(unit.Get(Slots.BatchGetResponse)!, "a"));
        Assert.Equal([3, 2, 1], _table.BatchGets.Select(request => request.RequestItems["a"].Keys.Count));
    }

    [Fact]
    public async Task BatchGet_WhatTheServiceNeverGetsTo_IsAFault()
    {
        _table.OnBatchGetItem = (request, _) =>
            new(new BatchGetItemResponse { UnprocessedKeys = request.RequestItems });
        var units = Some.Units(1, Options with { BatchMaxRetries = 2 });

        Assert.Empty(await Gets(units, Request(("a", 1))).BatchGetDynamoDb().ToListAsync());

        Assert.Equal(3, _table.BatchGets.Count);
        Assert.Equal(
            """Failed batch requests: {"Responses":{},"UnprocessedKeys":{"a":{"Keys":[{"pk":0}]}}}""",
            Assert.Single(units.Faults()).Error.Message
        );
    }

    [Fact]
    public async Task BatchGet_EqualRequestsOfAnInvocation_AreSentOnce()
    {
        var units = await Gets(Some.Units(5, Options), Request(("a", 2))).BatchGetDynamoDb().ToListAsync();

        Assert.Single(_table.BatchGets);
        Assert.All(units, unit => Assert.Equal([0, 1], Numbers(unit.Get(Slots.BatchGetResponse)!, "a")));
    }

    [Fact]
    public async Task BatchGet_AfterAWriteToTheTable_IsSentAgain()
    {
        await Gets(Some.Units(1, Options with { EntityTableName = "a" }), Request(("a", 1)))
            .BatchGetDynamoDb()
            .Map(uow => uow.With(Slots.UpdateRequest, UpdateRequest.For("1", "s").Set("x", 1L)))
            .UpdateDynamoDb()
            .BatchGetDynamoDb()
            .ToListAsync();

        Assert.Equal(2, _table.BatchGets.Count);
    }

    [Fact]
    public async Task BatchGet_AnError_IsAFaultAndTheRestFlowOn()
    {
        _table.OnBatchGetItem = (request, _) =>
            request.RequestItems.ContainsKey("bad")
                ? throw new ServiceException("ResourceNotFoundException", "no table")
                : new(Found(request));
        var units = Some.Units(2, Options);

        var passed = await units
            .Stream()
            .Map(uow => uow.With(Slots.BatchGetRequest, Request((uow.Event.Id is "0" ? "bad" : "good", 1))))
            .BatchGetDynamoDb()
            .ToListAsync();

        Assert.Equal(["1"], passed.Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    private async Task<UnitOfWork> GetAsync(BatchGetItemRequest request) =>
        Assert.Single(await Gets(Some.Units(1, Options), request).BatchGetDynamoDb().ToListAsync());

    private static IAsyncEnumerable<UnitOfWork> Gets(IReadOnlyList<UnitOfWork> units, BatchGetItemRequest request) =>
        units.Stream().Map(uow => uow.With(Slots.BatchGetRequest, request));

    private static BatchGetItemRequest Request(params (string Table, int Count)[] tables) =>
        new()
        {
            RequestItems = Tables([
                .. tables.Select(table =>
                    (table.Table, new KeysAndAttributes { Keys = [.. Enumerable.Range(0, table.Count).Select(Key)] })
                ),
            ]),
        };

    private static Dictionary<string, KeysAndAttributes> Tables(
        params (string Name, KeysAndAttributes Keys)[] tables
    ) => tables.ToDictionary(table => table.Name, table => table.Keys);

    private static Item Key(int n) => Item.Of(("pk", (long)n));

    private static long[] Numbers(BatchGetItemResponse response, string table) =>
        [.. response.Responses[table].Select(item => item["pk"].GetInt64())];

    private static BatchGetItemResponse Found(BatchGetItemRequest request) =>
        new() { Responses = request.RequestItems.ToDictionary(table => table.Key, table => table.Value.Keys) };
}
