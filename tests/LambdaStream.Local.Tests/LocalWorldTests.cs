using LambdaStream.Connectors;

namespace LambdaStream.Local.Tests;

public class LocalWorldTests
{
    // A listener that materializes events into a table, a trigger that publishes its changes: the loop closes over the hub.
    [Fact]
    public async Task AWholeSystem_RunsUntilItRests()
    {
        var token = TestContext.Current.CancellationToken;
        var world = Some.World();
        var hub = world.Stream("hub", shards: 2);
        var things = world.Table("things", hashKey: "pk", rangeKey: "sk");
        world.Bus("bus").Rule("hub", """{"detail":{"type":[{"anything-but":"fault"}]}}""").To(hub);
        world.Connect(hub, MaterializeAsync);
        world.Connect(things, PublishAsync);

        await world.PutAsync(Some.Entry("bus", "order-placed", """{"type":"order-placed","partitionKey":"1"}"""));
        await world.DrainAsync(cancellationToken: token);

        Assert.Equal(
            ["order-placed", "thing-created"],
            hub.Records.Select(CollectingFunction.DataOf).Select(data => Json.Parse(data)["type"].GetString()).Order()
        );
        Assert.Equal("order-placed", things.Find("1", "thing")!["name"].GetText());

        async ValueTask<ReadOnlyMemory<byte>> MaterializeAsync(ReadOnlyMemory<byte> payload, CancellationToken token)
        {
            foreach (var record in CollectingFunction.Records(Some.Read(payload)))
            {
                var @event = Json.Parse(CollectingFunction.DataOf(record));
                if (!@event["type"].IsString("order-placed"))
                    continue;
                var update = UpdateRequest
                    .For(@event["partitionKey"].GetString(), "thing")
                    .Set("name", @event["type"].GetString())
                    .To("things");
                await world.DynamoDb.UpdateItemAsync(update, token);
            }
            return default;
        }

        async ValueTask<ReadOnlyMemory<byte>> PublishAsync(ReadOnlyMemory<byte> payload, CancellationToken token)
        {
            foreach (var record in CollectingFunction.Records(Some.Read(payload)))
            {
                var detail = Json.ObjectOf(
                    ("type", "thing-created"),
                    ("partitionKey", record.At("dynamodb.Keys.pk.S"))
                );
                await world.EventBridge.PutEventsAsync(
                    new() { Entries = [Some.Entry("bus", "thing-created") with { Detail = detail }] },
                    token
                );
            }
            return default;
        }
    }

    [Fact]
    public async Task AFunctionThatAnswersItsOwnEvents_EndsTheDrain()
    {
        var world = Some.World();
        world
            .Bus("bus")
            .Rule("echo", """{"source":["custom"]}""")
            .To(
                async (_, _) =>
                {
                    await world.PutAsync(Some.Entry("bus", "again"));
                    return default;
                }
            );
        await world.PutAsync(Some.Entry("bus", "first"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await world.DrainAsync(maximumRounds: 5, TestContext.Current.CancellationToken)
        );

        Assert.Contains("rule echo of bus bus to a function", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTables_MayBeUsedFromSeveralThreads()
    {
        var token = TestContext.Current.CancellationToken;
        var world = Some.World();
        var table = world.Table("counters", "pk");
        var add = UpdateRequest.For(Item.Of(("pk", "a"))).Add("total", 1).To("counters").Build();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 500),
            token,
            async (_, token) => await world.DynamoDb.UpdateItemAsync(add, token)
        );

        Assert.Equal("500", table.Find("a")!["total"].GetNumber());
        Assert.Equal(500, table.Changes.Count);
    }
}
