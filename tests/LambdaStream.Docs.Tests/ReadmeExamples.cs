using LambdaStream.Connectors;

namespace LambdaStream.Docs.Tests;

/// <summary>The code of the README, compiled and run.</summary>
public class ReadmeExamples
{
    private readonly RecordingDynamoDb _dynamoDb = new();
    private readonly RecordingEventBridge _eventBridge = new();

    [Fact]
    public async Task Listener()
    {
        var options = Options();

        var listener = new Processor(
            From.Kinesis(),
            options,
            new Materialize
            {
                Id = "thing",
                EventType = ["thing-created", "thing-updated"], // or one type, a Regex, or EventTypes.Where(type => ...)
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(pk: uow.Event.PartitionKey, sk: "thing")
                        .Set(uow.Event["thing"]) // every field of the entity
                        .Set("discriminator", "thing")
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(), // the inverse oplock: late and repeated events change nothing
            },
            new Pipeline(
                "audit", // a one-off pipeline beside rule-driven ones
                units =>
                    units
                        .Filter(uow => uow.Event.Type.StartsWith("thing-", StringComparison.Ordinal))
                        .Map(uow => uow.With(Slots.PutRequest, new() { TableName = "audit", Item = AuditRow(uow) }))
                        .PutDynamoDb(new() { Parallel = 8 })
            )
        );

        await listener.InvokeAsync(Records.Kinesis(Created()));
        Assert.Equal(
            "SET #id = :id, #name = :name, #discriminator = :discriminator, #timestamp = :timestamp",
            Assert.Single(_dynamoDb.Updates).UpdateExpression
        );
        Assert.Equal("audit", Assert.Single(_dynamoDb.Puts).TableName);
        Assert.Empty(_eventBridge.Requests);
    }

    [Fact]
    public async Task Trigger()
    {
        var options = Options();

        var trigger = new Processor(
            From.DynamoDb(),
            options,
            new Cdc
            {
                Id = "thing",
                EventType = ["thing-created", "thing-updated", "thing-deleted"],
                ToEvent = uow =>
                    Event.Of(("thing", ThingOf(uow.Event.NewImage ?? uow.Event.OldImage!)), ("raw", default)),
            }
        );

        await trigger.InvokeAsync(
            Records.DynamoDb(Change.Insert(Item.Of(("pk", "t1"), ("sk", "thing"), ("name", "Thing 1"))))
        );
        var published = Assert.Single(_eventBridge.Events);
        Assert.Equal("thing-created", published.Type);
        Assert.Equal("Thing 1", published["thing"]["name"].GetString());
        Assert.False(published["raw"].IsDefined);
    }

    [Fact]
    public async Task Testing()
    {
        var rules = new Materialize
        {
            Id = "thing",
            EventType = "thing-created",
            ToUpdateRequest = uow => UpdateRequest.For(pk: uow.Event.PartitionKey, sk: "thing").Set("name", "x"),
        };

        var driver = new FunctionDriver(From.Kinesis(), rules);

        var run = await driver.InvokeAsync(
            Records.Kinesis(Event.Of("thing-created", ("id", "1"), ("partitionKey", "t1")))
        );

        Assert.Equal("t1", driver.DynamoDb.Updates[0].Key["pk"].GetText());
        Assert.Empty(run.Faults);
    }

    private static Event Created() =>
        Event.Of(
            "thing-created",
            ("id", "1"),
            ("partitionKey", "t1"),
            ("timestamp", 1_548_967_022_000),
            ("thing", Json.ObjectOf(("id", "t1"), ("name", "Thing 1")))
        );

    private static Item AuditRow(UnitOfWork uow) => Item.Of(("pk", uow.Event.Id), ("type", uow.Event.Type));

    private static Json ThingOf(Item image) => image.With("pk", default).With("sk", default).ToJson();

    private StreamOptions Options() =>
        new()
        {
            DynamoDb = _dynamoDb,
            EventBridge = _eventBridge,
            BusName = "bus",
            EntityTableName = "entities",
        };
}
