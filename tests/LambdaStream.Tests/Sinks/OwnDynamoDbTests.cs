using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class OwnDynamoDbTests
{
    private readonly RecordingDynamoDb _own = new();
    private readonly RecordingDynamoDb _shared = new();

    private StreamOptions Options =>
        new()
        {
            DynamoDb = _shared,
            EntityTableName = "entities",
            EventTableName = "events",
        };

    [Fact]
    public async Task EverySinkAndQuery_WithADynamoDbOfItsOwn_AsksThatOne()
    {
        var unit = Some.Units(1, Options)[0]
            .With(Slots.UpdateRequest, UpdateRequest.For("1", "s").Set("a", 1))
            .With(Slots.PutRequest, new() { Item = Item.Of(("pk", "1")) })
            .With(Slots.ItemWriteRequest, WriteRequest.Put(Item.Of(("pk", "1"))))
            .With(Slots.TransactWriteRequest, TransactWriteItemsRequest.Of(UpdateRequest.For("1", "s").Set("a", 1)))
            .With(Slots.QueryRequest, new())
            .With(Slots.BatchGetRequest, new() { RequestItems = Keys("events") })
            .With(Slots.ScanRequest, new())
            .With(Slots.QuerySplitRequest, new());

        await new[] { unit }
            .Stream()
            .UpdateDynamoDb(new() { DynamoDb = _own })
            .PutDynamoDb(new() { DynamoDb = _own })
            .BatchWriteDynamoDb(new() { DynamoDb = _own })
            .TransactWriteDynamoDb(new() { DynamoDb = _own })
            .QueryAllDynamoDb(new() { DynamoDb = _own })
            .BatchGetDynamoDb(new() { DynamoDb = _own })
            .ToListAsync();
        await new[] { unit }.Stream().ScanSplitDynamoDb(new() { DynamoDb = _own }).ToListAsync();
        await new[] { unit }.Stream().QuerySplitDynamoDb(new() { DynamoDb = _own }).ToListAsync();

        Assert.Equal(8, _own.Requests.Count);
        Assert.Empty(_shared.Requests);
    }

    [Fact]
    public async Task TheCache_OfTwoPorts_KeepsTheirAnswersApart()
    {
        _own.OnQuery = (_, _) => new(new QueryResponse { Items = [Item.Of(("pk", "own"))] });
        var unit = Some.Units(1, Options)[0].With(Slots.QueryRequest, new());

        var units = await new[] { unit }
            .Stream()
            .QueryAllDynamoDb()
            .QueryAllDynamoDb(new() { DynamoDb = _own })
            .ToListAsync();

        Assert.Equal("own", Assert.Single(units[0].Get(Slots.QueryResponse)!)["pk"].GetText());
        Assert.Single(_shared.Queries);
    }

    [Fact]
    public async Task ARule_WithADynamoDbOfItsOwn_NeedsNoneInTheOptions()
    {
        var rule = new Materialize
        {
            Id = "own",
            EventType = "thing-created",
            DynamoDb = _own,
            ToUpdateRequest = uow => UpdateRequest.For(uow.Event.Id, "thing").Set("a", 1),
        };
        var processor = new Processor(
            From.Kinesis(),
            Options with
            {
                DynamoDb = null,
                EventBridge = new RecordingEventBridge(),
                BusName = "bus",
            },
            [rule]
        );

        await processor.InvokeAsync(Records.Kinesis([Event.Of("thing-created", ("id", "1"))]));

        Assert.Single(_own.Updates);
    }

    private static Dictionary<string, KeysAndAttributes> Keys(string table) =>
        new() { [table] = new() { Keys = [Item.Of(("pk", "1"))] } };
}
