using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class UpdateTests
{
    private static readonly Item Thing = Item.Of(("pk", "1"), ("sk", "thing"), ("name", "n1"), ("timestamp", 7L));

    [Fact]
    public async Task Execute()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToQueryRequest = Query.ByIndex("gsi1", "owner"),
                ToGetRequest = Query.ByForeignKeys(null, "parent"),
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(uow.Event.PartitionKey, "thing")
                        .Set("parts", uow.Get(Slots.QueryResponse)!.Count)
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(),
            }
        );
        driver.DynamoDb.OnQuery = (_, _) => new(new QueryResponse { Items = [Thing, Thing] });

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Thing.With("parent", "folder|9")),
                Change.Modify(Thing, Thing),
                Change.Insert(Thing.With("sk", "other"))
            )
        );

        var update = Assert.Single(driver.DynamoDb.Updates);
        Assert.Equal(
            ("entities", "SET #parts = :parts, #timestamp = :timestamp"),
            (update.TableName, update.UpdateExpression)
        );
        Assert.Equal(2L, update.ExpressionAttributeValues![":parts"]);
        Assert.Equal("gsi1", Assert.Single(driver.DynamoDb.Queries).IndexName);
        Assert.Equal(
            Item.Of(("pk", "9"), ("sk", "folder")),
            Assert.Single(driver.DynamoDb.BatchGets).RequestItems["entities"].Keys[0]
        );
        Assert.Single(run.Units);
        Assert.Empty(run.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OptionallyThrowConditionalCheck(bool throws)
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToUpdateRequest = Seen,
                ThrowConditionFailure = throws,
            }
        );
        driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("ConditionalCheckFailedException", "no");

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        Assert.Equal(throws ? ["ConditionalCheckFailedException"] : [], run.Faults.Select(Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OptionallyRunFallbackUpdateRequest(bool isAsync)
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToUpdateRequestAsync = isAsync ? (uow, _) => new(Seen(uow)) : null,
                ToUpdateRequest = isAsync ? null : Seen,
                ToFallbackUpdateRequest = isAsync ? null : Late,
                ToFallbackUpdateRequestAsync = isAsync ? (uow, _) => new(Late(uow)) : null,
            }
        );
        driver.DynamoDb.OnUpdateItem = (request, _) =>
            request.Key["sk"] == "late"
                ? new(new UpdateItemResponse())
                : throw new ServiceException("ConditionalCheckFailedException", "no");

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        Assert.Equal(["seen", "late"], driver.DynamoDb.Updates.Select(update => update.Key["sk"].GetText()));

        static UpdateItemRequest Late(UnitOfWork uow) => UpdateRequest.For(uow.Event.PartitionKey, "late").Set("n", 1L);
    }

    // In the Node library a mapping that threw at once escaped (#423).
    [Theory]
    [InlineData("update")]
    [InlineData("fallback")]
    [InlineData("query")]
    [InlineData("get")]
    public async Task FaultOnError(string where)
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToQueryRequest = where == "query" ? _ => throw new TimeoutException("bad") : null,
                ToGetRequest = where == "get" ? _ => throw new TimeoutException("bad") : null,
                ToUpdateRequest = uow =>
                    where == "update" && uow.Event.PartitionKey is "1" ? throw new TimeoutException("bad") : Seen(uow),
                ToFallbackUpdateRequest = where == "fallback" ? _ => throw new TimeoutException("bad") : null,
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Thing), Change.Insert(Thing.With("pk", "2")))
        );

        Assert.All(run.Faults, fault => Assert.Equal("bad", fault["err"]["message"].GetString()));
        Assert.Equal(where == "update" ? 1 : 2, run.Faults.Count);
        Assert.Equal(
            where == "update" ? ["2"] : [],
            driver.DynamoDb.Updates.Select(update => update.Key["pk"].GetText())
        );
    }

    [Fact]
    public async Task SkipProcessingIfLatched()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToUpdateRequest = Seen,
            }
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing.With("latched", true))));

        Assert.Empty(driver.DynamoDb.Updates);
    }

    [Fact]
    public async Task ExecuteIfLatchedButSkipLatchedFlagIsSet()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToUpdateRequest = Seen,
                IncludeLatched = true,
            }
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing.With("latched", true))));

        Assert.Single(driver.DynamoDb.Updates);
    }

    [Fact]
    public async Task ACollectedEvent_IsTheUnitsEventAndItsRowIsKnown()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "order-paid",
                ToUpdateRequest = uow =>
                    UpdateRequest.For(uow.Event.Id, "order").Set("key", uow.Get(Slots.Meta)!.CorrelationKey),
            }
        );
        var stored = Some.Event("e1", "order-paid");

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Collected.Row(stored)),
                Change.Insert(Collected.Row(Some.Event("e2", "order-lost"))),
                Change.Insert(Collected.Row(Some.Event("e3", "order-paid")).With("latched", true)),
                Change.Modify(Collected.Row(stored), Collected.Row(stored))
            )
        );

        var update = Assert.Single(driver.DynamoDb.Updates);
        Assert.Equal(("e1", "k1"), (update.Key["pk"].GetText(), update.ExpressionAttributeValues![":key"].GetText()));
        var row = Assert.Single(run.Units).Get(Slots.Meta)!;
        Assert.Equal(("0", "s1", Collected.Ttl), (row.Id, row.SequenceNumber, row.Ttl));
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task ByQueryItem_UpdatesEachItemThatWasFound()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-updated",
                ToQueryRequest = Query.ByPartition(),
                Split = Query.EachItem,
                ToUpdateRequest = uow =>
                    UpdateRequest.For(uow.Get(Slots.QueryItem)!["pk"], uow.Get(Slots.QueryItem)!["sk"]).Set("n", 1L),
            }
        );
        driver.DynamoDb.OnQuery = (_, _) =>
            new(new QueryResponse { Items = [Item.Of(("pk", "1"), ("sk", "a")), Item.Of(("pk", "1"), ("sk", "b"))] });

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Modify(Thing, Thing)));

        Assert.Equal(["a", "b"], driver.DynamoDb.Updates.Select(update => update.Key["sk"].GetText()));
        Assert.All(run.Units, uow => Assert.False(uow.Has(Slots.QueryResponse)));
        Assert.Equal([1, 2], run.Units.Select(uow => uow.Get(Slots.SplitOnItemNumber)));
    }

    [Fact]
    public async Task SeveralUpdates_AreSentInTheirOrder()
    {
        var driver = Driver(
            new()
            {
                Id = "u",
                EventType = "thing-created",
                ToUpdateRequest = uow =>
                    [UpdateRequest.For("1", "a").Set("n", 1L), UpdateRequest.For("1", "b").Set("n", 1L)],
            }
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        Assert.Equal(["a", "b"], driver.DynamoDb.Updates.Select(update => update.Key["sk"].GetText()));
    }

    private static FunctionDriver Driver(Update rule) => new(From.DynamoDb(), rule);

    private static OneOrMany<UpdateItemRequest> Seen(UnitOfWork uow) =>
        UpdateRequest.For(uow.Event.PartitionKey, "seen").Set("n", 1L);

    private static string? Name(Event fault) => fault["err"]["name"].GetString();
}
