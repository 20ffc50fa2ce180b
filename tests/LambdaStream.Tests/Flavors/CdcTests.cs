using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CdcTests
{
    private static readonly Item Thing = Item.Of(("pk", "1"), ("sk", "thing"), ("name", "n1"));

    [Fact]
    public async Task Execute()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = ["thing-created", "thing-updated"],
                ToEvent = uow => Event.Of(("thing", uow.Event.NewImage!.ToJson())).Without("raw"),
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Thing), Change.Modify(Thing, Thing.With("name", "n2")), Change.Remove(Thing))
        );

        Assert.Equal(["thing-created", "thing-updated"], driver.EventBridge.Events.Select(e => e.Type));
        var published = driver.EventBridge.Events[1];
        Assert.Equal("n2", published["thing"]["name"].GetString());
        Assert.Equal(("1", "1", 1_545_084_650_000L), (published.Id, published.PartitionKey, published.Timestamp));
        Assert.False(published["raw"].IsDefined);
        // The change's own tags win over the standard ones.
        Assert.Equal(("us-west-2", "c"), (published.Tag("region"), published.Tag("pipeline")));
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task WithoutAMapping_TheChangeEventIsPublished()
    {
        var driver = Driver(new() { Id = "c", EventType = "thing-created" });

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        Assert.Equal(
            """{"new":{"pk":"1","sk":"thing","name":"n1"}}""",
            Assert.Single(driver.EventBridge.Events)["raw"].ToString()
        );
    }

    [Fact]
    public async Task LatchedItems_AreNotPublished()
    {
        var driver = Driver(new() { Id = "c", EventType = EventTypes.StartingWith("thing-") });
        var latched = Thing.With("latched", true);

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(latched), Change.Modify(Thing, latched), Change.Remove(latched))
        );

        Assert.Empty(driver.EventBridge.Requests);
    }

    [Fact]
    public async Task NullPublishesTheChangeEventAndTheEmptyListNone()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToEvent = uow => uow.Event.PartitionKey is "1" ? null : [],
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Thing), Change.Insert(Thing.With("pk", "2")))
        );

        Assert.Equal(["1"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        Assert.Empty(run.Faults);
        Assert.Empty(run.Result.BatchItemFailures);
    }

    [Fact]
    public async Task AMapping_MayGiveSeveralEvents()
    {
        foreach (var isAsync in new[] { false, true })
        {
            var driver = Driver(
                new()
                {
                    Id = "c",
                    EventType = "thing-created",
                    ToEvent = isAsync ? null : ToEvents,
                    ToEventAsync = isAsync
                        ? async (uow, _) =>
                        {
                            await Task.Yield();
                            return ToEvents(uow);
                        }
                        : null,
                }
            );

            await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

            Assert.Equal(["first", "second"], driver.EventBridge.Events.Select(e => e.Type));
            Assert.Equal(["1", "1"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        }

        static OneOrMany<Event> ToEvents(UnitOfWork uow) => [Event.Of("first"), Event.Of("second")];
    }

    [Fact]
    public async Task AnEventInASlot_IsPublishedAsItIs()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                EventSlot = Slots.Emit,
                ToEvent = uow =>
                    uow.Event.PartitionKey switch
                    {
                        "1" => Event.Of("own", ("id", "x")),
                        "2" => Event.None,
                        _ => null,
                    },
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Thing),
                Change.Insert(Thing.With("pk", "2")),
                Change.Insert(Thing.With("pk", "3"))
            )
        );

        var published = Assert.Single(driver.EventBridge.Events);
        Assert.Equal(("own", "x", null), (published.Type, published.Id, published.PartitionKey));
        Assert.Equal(3, run.Units.Count);
        Assert.Equal("thing-created", run.Units[0].Event.Type);
    }

    [Fact]
    public async Task RelatedItems_AreQueriedBeforeTheMapping()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                QueryRelated = true,
                TableName = "own",
                ToEvent = uow => Event.Of(("count", (long)uow.Get(Slots.QueryResponse)!.Count)),
            }
        );
        driver.DynamoDb.OnQuery = (_, _) => new(new QueryResponse { Items = [Thing, Thing] });

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        var query = Assert.Single(driver.DynamoDb.Queries);
        Assert.Equal("own", query.TableName);
        Assert.Equal(Item.Of((":pk", "1")), query.ExpressionAttributeValues);
        Assert.Equal(2, Assert.Single(driver.EventBridge.Events)["count"].GetInt64());
    }

    [Fact]
    public async Task AQueryAndAGet_AreSentBeforeTheMapping()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToQueryRequest = Query.ByIndex("gsi1", "data"),
                ToGetRequest = Query.ByForeignKeys(null, "parent"),
                ToEvent = uow =>
                    Event.Of(("parents", (long)uow.Get(Slots.BatchGetResponse)!.Responses["entities"].Count)),
            }
        );
        driver.DynamoDb.OnBatchGetItem = (request, _) =>
            new(
                new BatchGetItemResponse
                {
                    Responses = request.RequestItems.ToDictionary(table => table.Key, table => table.Value.Keys),
                }
            );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing.With("parent", "folder|9"))));

        Assert.Equal("gsi1", Assert.Single(driver.DynamoDb.Queries).IndexName);
        Assert.Equal(1, Assert.Single(driver.EventBridge.Events)["parents"].GetInt64());
    }

    [Fact]
    public async Task AFilter_SeesTheImages()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-updated",
                Filters = [uow => uow.Event.NewImage!["name"] != uow.Event.OldImage!["name"]],
            }
        );

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Modify(Thing, Thing), Change.Modify(Thing, Thing.With("name", "n2")))
        );

        Assert.Equal(["1"], driver.EventBridge.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task Compact_PublishesTheLastChangeOfEachKey()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-updated",
                Compact = Compaction.ByPartitionKey,
            }
        );

        await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Modify(Thing, Thing.With("timestamp", 1L)),
                Change.Modify(Thing, Thing.With("timestamp", 3L)),
                Change.Modify(Thing, Thing.With("timestamp", 2L))
            )
        );

        Assert.Equal([3L], driver.EventBridge.Events.Select(e => e.Timestamp!.Value));
    }

    // In the Node library an unhandled TypeError rejects the batch.
    [Fact]
    public async Task AChangeOfKeysOnly_IsAFaultAndTheRestFlowOn()
    {
        var driver = Driver(new() { Id = "c", EventType = "thing-created" });
        var keysOnly = Json.Parse(
            """{"eventID":"x","eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"0"},"sk":{"S":"thing"}}}}"""
        );
        var good = Json.Parse(Records.DynamoDb(Change.Insert(Thing)))["Records"][0];

        var run = await driver.InvokeAsync(Records.Of(keysOnly, good));

        Assert.Equal("c", Assert.Single(run.Faults).Tag("pipeline"));
        Assert.Equal("1", Assert.Single(run.Units).Event.PartitionKey);
    }

    [Fact]
    public async Task AMappingThatThrows_IsAFaultAndTheRestFlowOn()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToEvent = uow =>
                {
                    Fail.On(uow, "0");
                    return null;
                },
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Thing), Change.Insert(Thing.With("pk", "2")))
        );

        Assert.Equal(["2"], run.Units.Select(uow => uow.Event.PartitionKey));
        Assert.Equal("0 fails", Assert.Single(run.Faults)["err"]["message"].GetString());
    }

    [Fact]
    public async Task Publishing_CanBeTheRules()
    {
        var published = new List<string?>();
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                PublishOptions = new() { BusName = "own" },
                Publish = new((units, options) => units.Tap(uow => published.Add($"{options.BusName}:{uow.Event.Id}"))),
            }
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing)));

        Assert.Equal(["own:0"], published);
        Assert.Empty(driver.EventBridge.Requests);
    }

    [Fact]
    public async Task PublishOptions_AreTakenOver()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                PublishOptions = new()
                {
                    BusName = "own",
                    BusSource = "src",
                    BatchSize = 1,
                },
            }
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Thing), Change.Insert(Thing.With("pk", "2"))));

        Assert.Equal(
            [("own", "src"), ("own", "src")],
            driver.EventBridge.Requests.Select(r => (r.Entries[0].EventBusName!, r.Entries[0].Source!))
        );
    }

    private static FunctionDriver Driver(Cdc rule) => new(From.DynamoDb(), rule);
}
