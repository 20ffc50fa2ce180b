using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class QueryAllDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.QueryAllDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { DynamoDb = _table, EventTableName = "events" };

    [Fact]
    public async Task Query_LeavesTheItemsOfAllPages()
    {
        _table.OnQuery = Pages(["1", "2"], ["3"], []);

        var unit = Assert.Single(await Queries(Some.Units(1, Options)).QueryAllDynamoDb().ToListAsync());

        Assert.Equal(["1", "2", "3"], Ids(unit));
        Assert.Equal(
            [null, "page-1", "page-2"],
            _table.Queries.Select(query => query.ExclusiveStartKey?["pk"].GetText())
        );
        Assert.All(_table.Queries, query => Assert.Equal("events", query.TableName));
    }

    [Fact]
    public async Task Query_AUnitWithoutARequest_Passes()
    {
        var units = Some.Units(1, Options);

        Assert.Equal(units, await units.Stream().QueryAllDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    // The Node library gave 4 for a limit of 3.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(4, 4, 2)]
    [InlineData(9, 5, 3)]
    public async Task Query_ALimit_IsATotal(int limit, int items, int pages)
    {
        _table.OnQuery = Pages(["1", "2"], ["3", "4"], ["5"]);

        var unit = Assert.Single(
            await Queries(Some.Units(1, Options), new() { Limit = limit }).QueryAllDynamoDb().ToListAsync()
        );

        Assert.Equal(items, unit.Get(Slots.QueryResponse)!.Count);
        Assert.Equal(pages, _table.Queries.Count);
        Assert.All(_table.Queries, query => Assert.Equal(limit, query.Limit));
    }

    [Fact]
    public async Task Query_TheTable_IsTheRequestsElseTheStepsElseTheOptions()
    {
        var all = Options with { EntityTableName = "entities" };

        await Queries(Some.Units(1, all)).QueryAllDynamoDb().ToListAsync();
        await Queries(Some.Units(1, all with { EventTableName = null })).QueryAllDynamoDb().ToListAsync();
        await Queries(Some.Units(1, all)).QueryAllDynamoDb(new() { TableName = "step" }).ToListAsync();
        await Queries(Some.Units(1, all), new() { TableName = "own" })
            .QueryAllDynamoDb(new() { TableName = "step" })
            .ToListAsync();

        Assert.Equal(["events", "entities", "step", "own"], _table.Queries.Select(query => query.TableName));
    }

    [Fact]
    public async Task Query_WithoutATable_IsAFaultThatSaysSo()
    {
        var units = Some.Units(1, Options with { EventTableName = null });

        Assert.Empty(await Queries(units).QueryAllDynamoDb().ToListAsync());
        Assert.StartsWith(
            "Pipeline 'pipeline' has no table.",
            Assert.Single(units.Faults()).Error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Query_EqualOnesOfAnInvocation_AreSentOnce()
    {
        _table.OnQuery = Pages(["1"]);

        var units = await Queries(Some.Units(5, Options)).QueryAllDynamoDb().ToListAsync();

        Assert.Single(_table.Queries);
        Assert.All(units, unit => Assert.Equal(["1"], Ids(unit)));
    }

    [Fact]
    public async Task Query_EqualOnesInFlight_ShareOneCall()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.OnQuery = async (_, _) =>
        {
            await gate.Task;
            return new() { Items = [Item.Of(("pk", "1"))] };
        };

        var units = Queries(Some.Units(4, Options)).QueryAllDynamoDb().ToListAsync();
        Assert.Single(_table.Queries);
        gate.SetResult();

        Assert.All(await units, unit => Assert.Equal(["1"], Ids(unit)));
        Assert.Single(_table.Queries);
    }

    // The Node library serves a query of one table from the answer of another.
    [Fact]
    public async Task Query_EqualOnesOfOtherTablesOrInvocations_AreSentEach()
    {
        await Queries(Some.Units(1, Options))
            .QueryAllDynamoDb()
            .QueryAllDynamoDb(new() { TableName = "other" })
            .ToListAsync();
        await Queries(Some.Units(1, Options)).QueryAllDynamoDb().ToListAsync();

        Assert.Equal(["events", "other", "events"], _table.Queries.Select(query => query.TableName));
    }

    [Fact]
    public async Task Query_AfterAWriteToTheTable_IsSentAgain()
    {
        await Queries(Some.Units(1, Options with { EntityTableName = "events" }))
            .QueryAllDynamoDb()
            .QueryAllDynamoDb()
            .Map(uow => uow.With(Slots.UpdateRequest, UpdateRequest.For("1", "s").Set("a", 1L)))
            .UpdateDynamoDb()
            .QueryAllDynamoDb()
            .Map(uow => uow.With(Slots.PutRequest, new() { Item = Item.Of(("pk", "1")) }))
            .PutDynamoDb()
            .QueryAllDynamoDb()
            .ToListAsync();

        Assert.Equal(3, _table.Queries.Count);
    }

    [Fact]
    public async Task Query_APageThatFails_IsAFaultAndTheNextUnitAsksAgain()
    {
        var asked = 0;
        _table.OnQuery = (_, _) =>
            ++asked == 2
                ? throw new ServiceException("ValidationException", "no")
                : new(new QueryResponse { LastEvaluatedKey = asked == 1 ? Item.Of(("pk", "next")) : null });
        var units = Some.Units(2, Options);

        Assert.Equal(["1"], (await Queries(units).QueryAllDynamoDb().ToListAsync()).Ids());
        Assert.Equal(["0"], units.Faults().Ids());
        Assert.Equal(3, asked);
    }

    private static IAsyncEnumerable<UnitOfWork> Queries(
        IReadOnlyList<UnitOfWork> units,
        QueryRequest? request = null
    ) =>
        units.Stream().Map(uow => uow.With(Slots.QueryRequest, request ?? new() { KeyConditionExpression = "pk = 1" }));

    private static string[] Ids(UnitOfWork unit) =>
        [.. unit.Get(Slots.QueryResponse)!.Select(item => item["pk"].GetText()!)];

    // Each page but the last says where the next one begins.
    private static Func<QueryRequest, CancellationToken, ValueTask<QueryResponse>> Pages(params string[][] pages)
    {
        var keys = pages.Select((_, i) => i == 0 ? null : $"page-{i}").ToArray();
        return (request, _) =>
        {
            var page = Array.IndexOf(keys, request.ExclusiveStartKey?["pk"].GetText());
            return new(
                new QueryResponse
                {
                    Items = [.. pages[page].Select(id => Item.Of(("pk", id)))],
                    LastEvaluatedKey = page + 1 < pages.Length ? Item.Of(("pk", keys[page + 1])) : null,
                }
            );
        };
    }
}
