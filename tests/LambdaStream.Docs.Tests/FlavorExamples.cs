using LambdaStream.Connectors;

namespace LambdaStream.Docs.Tests;

/// <summary>The rules of docs/flavors, compiled, and each run once.</summary>
public class FlavorExamples
{
    private static readonly Item Order = Item.Of(("pk", "o1"), ("sk", "order"), ("status", "open"), ("timestamp", 7));

    private static readonly Event Submitted = Event.Of(
        "order-submitted",
        ("id", "e1"),
        ("timestamp", 1_700_000_000_000),
        ("partitionKey", "o1"),
        ("order", Json.ObjectOf(("id", "o1"), ("customer", "c1")))
    );

    [Fact]
    public async Task Materialize_UpdatesTheView()
    {
        var driver = new FunctionDriver(From.Kinesis(), MaterializeRule());

        await driver.InvokeAsync(Records.Kinesis(Submitted));

        Assert.Equal("o1", Assert.Single(driver.DynamoDb.Updates).Key["pk"].GetText());
    }

    [Fact]
    public async Task Update_UpdatesEachItemThatWasFound()
    {
        var driver = new FunctionDriver(From.DynamoDb(), UpdateRule());
        driver.DynamoDb.OnQuery = (_, _) => new(new QueryResponse { Items = [Order, Order] });

        await driver.InvokeAsync(Records.DynamoDb(Change.Modify(Order, Order.With("sk", "customer"))));

        Assert.Equal(2, driver.DynamoDb.Updates.Count);
    }

    [Fact]
    public async Task Cdc_PublishesTheChange()
    {
        var driver = new FunctionDriver(From.DynamoDb(), CdcRule());

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Order)));

        Assert.Equal("open", Assert.Single(driver.EventBridge.Events)["order"]["status"].GetString());
    }

    [Fact]
    public async Task Cdc_PublishesElsewhere()
    {
        var kinesis = new RecordingKinesis();
        var driver = new FunctionDriver(From.DynamoDb(), CdcToTheHub());
        driver.Options = driver.Options with { Kinesis = kinesis };

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Order)));

        Assert.Equal("hub", Assert.Single(kinesis.Requests).StreamName);
    }

    [Fact]
    public async Task SendMessages_SendsToSqs()
    {
        var sqs = new RecordingSqs();
        var driver = new FunctionDriver(From.DynamoDb(), SendMessagesRule());
        driver.Options = driver.Options with { Sqs = sqs, QueueUrl = "https://queue" };

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Order)));

        Assert.Single(sqs.Requests);
    }

    [Fact]
    public async Task Collect_StoresTheEvent()
    {
        var driver = new FunctionDriver(From.Kinesis(), CollectRule());

        await driver.InvokeAsync(Records.Kinesis(Submitted));

        var row = Assert.Single(driver.DynamoDb.Puts).Item;
        Assert.Equal(
            ("e1", "o1", "order-overdue"),
            (row["pk"].GetText(), row["data"].GetText(), row["expire"].GetText())
        );
    }

    [Fact]
    public async Task Correlate_StoresTheEventUnderAnotherKey()
    {
        var driver = new FunctionDriver(From.DynamoDb(), CorrelateRule());

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(await CollectedAsync(Submitted))));

        Assert.Equal("c1", Assert.Single(driver.DynamoDb.Puts).Item["pk"].GetText());
    }

    [Fact]
    public async Task Evaluate_PublishesWhenAllHasHappened()
    {
        var driver = new FunctionDriver(From.DynamoDb(), EvaluateRule());
        var paid = Submitted.With(("id", "e2"), ("type", "order-paid"));

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(await CollectedAsync(Submitted)), Change.Insert(await CollectedAsync(paid)))
        );

        Assert.Equal("order-complete", Assert.Single(driver.EventBridge.Events).Type);
    }

    [Fact]
    public async Task Expired_PublishesThatSomethingDidNotHappen()
    {
        var driver = new FunctionDriver(From.DynamoDb(), ExpiredRule());
        var row = (await CollectedAsync(Submitted)).With("ttl", 1_545_084_000);

        await driver.InvokeAsync(Records.DynamoDb(Change.Remove(row) with { IsExpiry = true }));

        Assert.Equal("order-overdue", Assert.Single(driver.EventBridge.Events).Type);
    }

    [Fact]
    public async Task Job_PublishesEachItemAndMovesItsCursor()
    {
        var driver = new FunctionDriver(From.DynamoDb(), JobRule());
        driver.DynamoDb.OnQuery = (_, _) => new(new QueryResponse { Items = [Order] });

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Item.Of(("pk", "1"), ("sk", "job"), ("timestamp", 7))))
        );

        Assert.Equal("order-replayed", Assert.Single(driver.EventBridge.Events).Type);
        Assert.Equal("1", Assert.Single(driver.DynamoDb.Updates).Key["pk"].GetText());
    }

    private static async Task<Item> CollectedAsync(Event @event)
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Collect
            {
                Id = "all",
                EventType = @event.Type,
                ExpireType = "order-overdue",
                ToTtl = _ => null,
            }
        );
        await driver.InvokeAsync(Records.Kinesis(@event));
        return Assert.Single(driver.DynamoDb.Puts).Item;
    }

    private static Materialize MaterializeRule() =>
        new Materialize
        {
            Id = "orders",
            EventType = EventTypes.StartingWith("order-"),
            Filters = [Required.Fields("order.id")],
            ToUpdateRequest = uow =>
                UpdateRequest
                    .For(pk: uow.Event["order"]["id"], sk: "order")
                    .Set(uow.Event["order"])
                    .Set("discriminator", "order")
                    .Set("timestamp", uow.Event.Timestamp)
                    .Set("latched", true)
                    .IfNewer(),
        };

    private static Update UpdateRule() =>
        new Update
        {
            Id = "customer-name",
            EventType = "customer-updated",
            ToQueryRequest = Query.ByIndex("OrdersOfCustomer", "customerId"),
            Split = Query.EachItem,
            ToUpdateRequest = uow =>
                UpdateRequest
                    .For(pk: uow.Get(Slots.QueryItem)!["pk"], sk: "order")
                    .Set("customerName", uow.Event.NewImage!["name"])
                    .Set("timestamp", uow.Event.Timestamp)
                    .IfNewer(),
        };

    private static Cdc CdcRule() =>
        new Cdc
        {
            Id = "orders",
            EventType = EventTypes.StartingWith("order-"),
            ToEvent = uow => Event.Of(("order", (uow.Event.NewImage ?? uow.Event.OldImage!).ToJson())).Without("raw"),
        };

    private static Cdc CdcToTheHub() =>
        new Cdc
        {
            Id = "orders-to-the-hub",
            EventType = "order-created",
            Publish = new(
                (units, options) => units.Filter(uow => uow.Event.NewImage is not null).PublishToKinesis(options)
            ),
            PublishOptions = new() { StreamName = "hub" },
        };

    private static SendMessages SendMessagesRule() =>
        new SendMessages
        {
            Id = "notify",
            EventType = "order-created",
            ToSqsMessage = uow => new SendMessageBatchRequestEntry
            {
                Id = uow.Event.Id!,
                MessageBody = Json.ObjectOf(("orderId", uow.Event.PartitionKey)).ToString(),
            },
        };

    private static Collect CollectRule() =>
        new Collect
        {
            Id = "orders",
            EventType = ["order-submitted", "order-paid", "order-shipped"],
            CorrelationKey = "order.id",
            TtlDays = 11,
            ExpireType = "order-overdue",
        };

    private static Correlate CorrelateRule() =>
        new Correlate
        {
            Id = "by-customer",
            EventType = EventTypes.StartingWith("order-"),
            CorrelationKey = "order.customer",
        };

    private static Evaluate EvaluateRule() =>
        new Evaluate
        {
            Id = "complete",
            EventType = ["order-submitted", "order-paid"],
            Expression = uow =>
            {
                var events = uow.Get(Slots.Correlated)!;
                return events.Any(one => one.Type == "order-submitted") && events.Any(one => one.Type == "order-paid")
                    ? events.ToArray() // these are the triggers
                    : false;
            },
            Emit = "order-complete",
            LookAgainAfter = TimeSpan.FromSeconds(1),
        };

    private static Expired ExpiredRule() => new Expired { Id = "expired" };

    private static Job JobRule() =>
        new Job
        {
            Id = "replay",
            EventType = ["job-created", "job-updated"],
            JobFilters = [uow => uow.Event.OldImage is null || uow.Event.NewImage!.Contains("cursor")],
            ToQuerySplitRequest = uow => new QueryRequest
            {
                IndexName = "AllOrders",
                KeyConditionExpression = "discriminator = :d",
                ExpressionAttributeValues = Item.Of((":d", "order")),
                Limit = 1_000,
                ExclusiveStartKey = uow.Event.NewImage!["cursor"] is { Type: AttributeType.Map } cursor
                    ? cursor.GetMap()
                    : null,
            },
            ToEvent = uow => Event.Of("order-replayed", ("order", uow.Get(Slots.QuerySplitResponse)!.Item.ToJson())),
            ToCursorUpdateRequest = uow =>
            {
                var job = UpdateRequest
                    .For(pk: uow.Event.NewImage!["pk"], sk: "job")
                    .Set("timestamp", uow.Invocation.Now)
                    .IfNewer();
                return uow.Get(Slots.QuerySplitResponse)?.LastEvaluatedKey is { } last
                    ? job.Set("cursor", AttributeValue.Map(last))
                    : job.Remove("cursor");
            },
        };
}
