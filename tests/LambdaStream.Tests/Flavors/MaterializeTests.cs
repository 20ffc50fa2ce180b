using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class MaterializeTests
{
    [Fact]
    public async Task Execute()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => ToThing(uow),
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2", "other")));

        var request = Assert.Single(driver.DynamoDb.Updates);
        Assert.Equal("entities", request.TableName);
        Assert.Equal(Item.Of(("pk", "1"), ("sk", "thing")), request.Key);
        Assert.Equal("SET #id = :id, #timestamp = :timestamp", request.UpdateExpression);
        Assert.Equal("attribute_not_exists(#timestamp) OR #timestamp < :timestamp", request.ConditionExpression);
        Assert.Equal("ALL_NEW", request.ReturnValues);
        Assert.True(Assert.Single(run.Units).Has(Slots.UpdateResponse));
    }

    [Fact]
    public async Task OptionallyCallTheFallbackUpdateRequest()
    {
        foreach (var isAsync in new[] { false, true })
        {
            var driver = Driver(
                new()
                {
                    Id = "m",
                    EventType = "thing-created",
                    ToUpdateRequest = uow => ToThing(uow),
                    ToFallbackUpdateRequest = isAsync ? null : ToFallback,
                    ToFallbackUpdateRequestAsync = isAsync ? (uow, _) => new(ToFallback(uow)) : null,
                }
            );
            driver.DynamoDb.OnUpdateItem = (request, _) =>
                request.ConditionExpression is null
                    ? new(new UpdateItemResponse { Attributes = Item.Of(("pk", "1")) })
                    : throw new ServiceException("ConditionalCheckFailedException", "newer");

            var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

            Assert.Equal(["thing", "late"], driver.DynamoDb.Updates.Select(update => update.Key["sk"].GetText()));
            Assert.NotNull(Assert.Single(run.Units).Get(Slots.UpdateResponse)!.Attributes);
        }

        static UpdateItemRequest ToFallback(UnitOfWork uow) =>
            UpdateRequest.For(uow.Event.Id, "late").Set("seen", true);
    }

    [Fact]
    public async Task AnAsynchronousMapping_IsWaitedFor()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequestAsync = async (uow, _) =>
                {
                    await Task.Yield();
                    return ToThing(uow);
                },
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")));

        Assert.Equal(["1", "2"], Keys(driver));
    }

    [Fact]
    public async Task AMapping_MayGiveSeveralUpdatesOrNone()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow =>
                    uow.Event.Id is "1"
                        ? [UpdateRequest.For("a", "s").Set("x", 1L), UpdateRequest.For("b", "s").Set("x", 1L)]
                        : null,
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")));

        Assert.Equal(["a", "b"], Keys(driver));
        Assert.Equal(3, run.Units.Count);
    }

    [Fact]
    public async Task OwnEvents_AreDropped()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => ToThing(uow),
            }
        );
        driver.Options = driver.Options with { Source = "me" };

        await driver.InvokeAsync(
            Records.Kinesis(
                Some.Event("1").With("tags", Json.ObjectOf(("source", "me"))),
                Some.Event("2").With("tags", Json.ObjectOf(("source", "other")))
            )
        );

        Assert.Equal(["2"], Keys(driver));
    }

    [Fact]
    public async Task Filters_MustAllHold()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => ToThing(uow),
                Filters = [uow => uow.Event.Id is not "1", uow => uow.Event.Id is not "3"],
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"), Some.Event("3")));

        Assert.Equal(["2"], Keys(driver));
    }

    [Fact]
    public async Task Compact_KeepsTheLastOfEachKey()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => ToThing(uow),
                Compact = Compaction.ByPartitionKey,
            }
        );

        await driver.InvokeAsync(
            Records.Kinesis(
                Some.Event("late", partitionKey: "k", timestamp: 2),
                Some.Event("early", partitionKey: "k", timestamp: 1),
                Some.Event("other", partitionKey: "x")
            )
        );

        Assert.Equal(["late", "other"], Keys(driver));
    }

    [Fact]
    public async Task Split_MakesAnUpdateOfEachPart()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                Split = Splitting.At("thing.parts") with { Omit = uow => uow.With(uow.Event.Without("thing")) },
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(uow.Get(Slots.Split)["id"], "part")
                        .Set("n", (long)uow.Get(Slots.SplitOnItemNumber))
                        .Set("of", (long)uow.Get(Slots.SplitOnTotal))
                        .Set("thing", uow.Event["thing"]),
            }
        );

        await driver.InvokeAsync(
            Records.Kinesis(
                Some.Event("1").With("thing", Json.Parse("""{"parts":[{"id":"p1"},{"id":"p2"}]}""")),
                Some.Event("2").With("thing", Json.Parse("""{"parts":[]}"""))
            )
        );

        Assert.Equal(["p1", "p2"], Keys(driver));
        Assert.Equal(
            [Item.Of((":n", 1L), (":of", 2L)), Item.Of((":n", 2L), (":of", 2L))],
            driver.DynamoDb.Updates.Select(update => update.ExpressionAttributeValues!)
        );
    }

    [Fact]
    public async Task AnEventWithoutAList_IsAFaultOfThatEvent()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                Split = Splitting.At("thing.parts"),
                ToUpdateRequest = uow => UpdateRequest.For(uow.Get(Slots.Split)["id"], "part").Set("x", 1L),
            }
        );

        var run = await driver.InvokeAsync(
            Records.Kinesis(Some.Event("1"), Some.Event("2").With("thing", Json.Parse("""{"parts":[{"id":"p"}]}""")))
        );

        Assert.Equal(["p"], Keys(driver));
        Assert.Equal("m", Assert.Single(run.Faults).Tag("pipeline"));
    }

    // In the Node library a function that throws at once escapes (#423).
    [Fact]
    public async Task AMappingThatThrows_IsAFaultAndTheRestFlowOn()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow =>
                {
                    Fail.On(uow, "1");
                    return ToThing(uow);
                },
                ToFallbackUpdateRequestAsync = (uow, _) =>
                {
                    Fail.On(uow, "2");
                    return default;
                },
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"), Some.Event("3")));

        Assert.Equal(["3"], Keys(driver));
        Assert.Equal(["1 fails", "2 fails"], run.Faults.Select(fault => fault["err"]["message"].GetString()));
    }

    [Fact]
    public async Task AConditionThatDoesNotHold_IsAFaultIfToldSo()
    {
        foreach (var isFault in new[] { false, true })
        {
            var driver = Driver(
                new()
                {
                    Id = "m",
                    EventType = "thing-created",
                    ToUpdateRequest = uow => ToThing(uow),
                    ThrowConditionFailure = isFault,
                }
            );
            driver.DynamoDb.OnUpdateItem = (_, _) => throw new ServiceException("ConditionalCheckFailedException", "x");

            var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

            Assert.Equal(isFault ? 1 : 0, run.Faults.Count);
            Assert.Equal(isFault ? 0 : 1, run.Units.Count);
        }
    }

    [Fact]
    public async Task TheTable_MayBeTheRules()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => ToThing(uow),
                TableName = "own",
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Equal("own", Assert.Single(driver.DynamoDb.Updates).TableName);
    }

    // In the Node library updates of one item run at once.
    [Fact]
    public async Task UpdatesOfOneItem_GoOneAfterTheOther()
    {
        var driver = Driver(
            new()
            {
                Id = "m",
                EventType = "thing-created",
                ToUpdateRequest = uow => UpdateRequest.For("same", "s").Set("n", uow.Event.Id),
            }
        );
        var inFlight = 0;
        driver.DynamoDb.OnUpdateItem = async (_, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inFlight));
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            return new();
        };

        var run = await driver.InvokeAsync(Records.Kinesis(Enumerable.Range(0, 8).Select(i => Some.Event($"{i}"))));

        Assert.Empty(run.Faults);
        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => $"{i}"),
            driver.DynamoDb.Updates.Select(update => update.ExpressionAttributeValues![":n"].GetText())
        );
    }

    private static FunctionDriver Driver(Materialize rule) => new(From.Kinesis(), rule);

    private static UpdateRequest ToThing(UnitOfWork uow) =>
        UpdateRequest
            .For(uow.Event.Id, "thing")
            .Set(uow.Event["thing"])
            .Set("timestamp", uow.Event.Timestamp)
            .IfNewer();

    private static IEnumerable<string?> Keys(FunctionDriver driver) =>
        driver.DynamoDb.Updates.Select(update => update.Key["pk"].GetText());
}
