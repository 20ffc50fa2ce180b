using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PutDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.PutDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { DynamoDb = _table, EventTableName = "events" };

    [Fact]
    public async Task Put_SendsTheRequestAndLeavesTheAnswer()
    {
        var answer = new PutItemResponse { Attributes = Item.Of(("pk", "0")) };
        _table.OnPutItem = (_, _) => new(answer);

        var unit = Assert.Single(await Puts(Some.Units(1, Options)).PutDynamoDb().ToListAsync());

        var request = Assert.Single(_table.Puts);
        Assert.Equal(("events", "0"), (request.TableName, request.Item["pk"].GetText()));
        Assert.Same(answer, unit.Get(Slots.PutResponse));
    }

    [Fact]
    public async Task Put_AUnitWithoutARequest_Passes()
    {
        var units = Some.Units(1, Options);

        Assert.Equal(units, await units.Stream().PutDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    // The other way round than for updates, as in the Node library.
    [Fact]
    public async Task Put_TheTable_IsTheOneOfEventsElseTheOneOfEntities()
    {
        var all = Options with { EntityTableName = "entities" };

        await Puts(Some.Units(1, all)).PutDynamoDb().ToListAsync();
        await Puts(Some.Units(1, all with { EventTableName = null })).PutDynamoDb().ToListAsync();
        await Puts(Some.Units(1, all)).PutDynamoDb(new() { TableName = "step" }).ToListAsync();

        Assert.Equal(["events", "entities", "step"], _table.Puts.Select(request => request.TableName));
    }

    [Fact]
    public async Task Put_WithoutATable_IsAFaultThatSaysSo()
    {
        var units = Some.Units(1, Options with { EventTableName = null });

        Assert.Empty(await Puts(units).PutDynamoDb().ToListAsync());
        Assert.Equal(
            "Pipeline 'pipeline' has no table. Set TableName on the request or the rule, or EVENT_TABLE_NAME or ENTITY_TABLE_NAME.",
            Assert.Single(units.Faults()).Error.Message
        );
    }

    [Fact]
    public async Task Put_AnError_IsAFaultAndTheRestFlowOn()
    {
        _table.OnPutItem = (request, _) =>
            request.Item["pk"].GetText() is "0"
                ? throw new ServiceException("ConditionalCheckFailedException", "exists")
                : new(new PutItemResponse());
        var units = Some.Units(2, Options);

        Assert.Equal(["1"], (await Puts(units).PutDynamoDb().ToListAsync()).Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    [Fact]
    public async Task Put_OfOneItem_OneRequestIsInFlight()
    {
        var (gate, options) = (new TaskCompletionSource(), new PutOptions { HashKey = "id", RangeKey = "kind" });
        _table.OnPutItem = async (_, _) =>
        {
            await gate.Task;
            return new();
        };
        var items = new[]
        {
            Item.Of(("id", 1L), ("kind", "a"), ("n", 0L)),
            Item.Of(("id", 1.0), ("kind", "a"), ("n", 1L)),
            Item.Of(("id", 1L), ("kind", "b"), ("n", 2L)),
        };

        var all = Some.Units(3, Options)
            .Stream()
            .Map(uow => uow.With(Slots.PutRequest, new() { Item = items[uow.Record!.Index] }))
            .PutDynamoDb(options)
            .ToListAsync();

        Assert.Equal([0, 2], _table.Puts.Select(put => put.Item["n"].GetInt64()));
        gate.SetResult();
        Assert.Equal(3, (await all).Count);
    }

    private static IAsyncEnumerable<UnitOfWork> Puts(IReadOnlyList<UnitOfWork> units) =>
        units
            .Stream()
            .Map(uow => uow.With(Slots.PutRequest, new() { Item = Item.Of(("pk", uow.Event.Id), ("sk", "thing")) }));
}
