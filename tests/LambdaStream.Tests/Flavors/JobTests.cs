using LambdaStream.Connectors;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class JobTests
{
    [Fact]
    public async Task Start()
    {
        var driver = Driver(Rule());
        driver.DynamoDb.OnQuery = Table(10);

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Equal(["0", "1"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        var cursor = Assert.Single(driver.DynamoDb.Updates);
        Assert.Equal(Item.Of(("pk", "job1"), ("sk", "job")), cursor.Key);
        Assert.Equal(Key("1"), cursor.ExpressionAttributeValues![":cursor"].GetMap());
        Assert.Equal([false, false, true], run.Units.Select(uow => uow.Has(Slots.CursorUpdateRequest)));
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task Continue()
    {
        var driver = Driver(Rule());
        driver.DynamoDb.OnQuery = Table(10);

        await driver.InvokeAsync(Records.DynamoDb(Change.Modify(Row("job1"), Row("job1", "1"))));

        Assert.Equal(["2", "3"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        Assert.Equal(Key("3"), Cursor(Assert.Single(driver.DynamoDb.Updates)));
    }

    [Fact]
    public async Task PropagateCursorsAcrossMultipleJobTriggersInASingleInvocation()
    {
        var driver = Driver(Rule());
        driver.DynamoDb.OnQuery = Table(10);

        await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Row("job1")),
                Change.Insert(Row("job2", "3")),
                Change.Insert(Row("job3", "7"))
            )
        );

        Assert.Equal(["job1", "job2", "job3"], driver.DynamoDb.Updates.Select(update => update.Key["pk"].GetText()));
        Assert.Equal([Key("1"), Key("5"), null], driver.DynamoDb.Updates.Select(Cursor));
    }

    [Fact]
    public async Task Stop()
    {
        var driver = Driver(Rule());
        driver.DynamoDb.OnQuery = Table(5);

        await driver.InvokeAsync(Records.DynamoDb(Change.Modify(Row("job1"), Row("job1", "3"))));

        Assert.Equal(["4"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        Assert.Equal(
            "SET #timestamp = :timestamp REMOVE #cursor",
            Assert.Single(driver.DynamoDb.Updates).UpdateExpression
        );
    }

    // In the Node library the cursor stood still for ever.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFilterThatDropsAWholePage_MovesTheCursorAllTheSame(bool isAsync)
    {
        var rejected = new List<string?>();
        var driver = Driver(
            Rule(
                filter: uow => ItemOf(uow)["pk"] == "0",
                rejected: uow => rejected.Add(ItemOf(uow)["pk"].GetText()),
                isAsync: isAsync
            )
        );
        driver.DynamoDb.OnQuery = Table(10);

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1")), Change.Insert(Row("job2", "3"))));

        Assert.Equal(["0"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        Assert.Equal([Key("1"), Key("5")], driver.DynamoDb.Updates.Select(Cursor));
        Assert.Equal(["1", "4", "5"], rejected);
    }

    [Fact]
    public async Task ACursor_IsOfTheLastPageThatWasRead()
    {
        var driver = Driver(Rule(limit: 4, filter: uow => ItemOf(uow)["pk"] == "0"));
        driver.DynamoDb.OnQuery = Table(10, perPage: 2);

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Equal(Key("3"), Cursor(Assert.Single(driver.DynamoDb.Updates)));
    }

    [Fact]
    public async Task TheCursor_IsMovedWhenAllElseIsDone()
    {
        var driver = Driver(Rule());
        var order = new List<string>();
        driver.DynamoDb.OnQuery = Table(10);
        driver.EventBridge.OnPutEvents = (request, _) =>
        {
            order.Add("publish");
            return new(
                new PutEventsResponse { Entries = [.. request.Entries.Select(_ => new PutEventsResultEntry())] }
            );
        };
        driver.DynamoDb.OnUpdateItem = (_, _) =>
        {
            order.Add("cursor");
            return new(new UpdateItemResponse());
        };

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Equal(["publish", "cursor"], order);
    }

    // The Node library asked for the failing page for ever.
    [Fact]
    public async Task APageThatFails_IsAFaultAndTheCursorStaysBeforeIt()
    {
        var driver = Driver(Rule(limit: 6));
        var pages = Table(10, perPage: 2);
        driver.DynamoDb.OnQuery = (request, token) =>
            request.ExclusiveStartKey is { } start && start["pk"] == "3"
                ? throw new ServiceException("ResourceNotFoundException", "gone")
                : pages(request, token);

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Equal(3, driver.DynamoDb.Queries.Count);
        Assert.Equal("ResourceNotFoundException", Assert.Single(run.Faults)["err"]["name"].GetString());
        Assert.Equal(
            ["0", "1", "2", "3"],
            driver.EventBridge.Events.Where(e => e.Type == "thing-replayed").Select(e => e.PartitionKey)
        );
        Assert.Equal(Key("3"), Cursor(Assert.Single(driver.DynamoDb.Updates)));
    }

    [Fact]
    public async Task AJobWithACursor_StopsInTimeAndGoesOnLater()
    {
        var time = new FakeTimeProvider();
        var driver = Driver(Rule(limit: null));
        driver.Options = driver.Options with { Time = time };
        var pages = Table(10, perPage: 2);
        driver.DynamoDb.OnQuery = (request, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return pages(request, token);
        };

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Row("job1"))),
            new() { Remaining = TimeSpan.FromSeconds(4) }
        );

        Assert.Equal(2, driver.DynamoDb.Queries.Count);
        Assert.Equal(Key("3"), Cursor(Assert.Single(driver.DynamoDb.Updates)));
        Assert.Empty(run.Result.BatchItemFailures);
    }

    // A filter expression may leave nothing of page after page.
    [Fact]
    public async Task AJobThatStopsInTimeOnEmptyPages_GoesOnBehindThem()
    {
        var time = new FakeTimeProvider();
        var driver = Driver(Rule(limit: null));
        driver.Options = driver.Options with { Time = time };
        var read = 0;
        driver.DynamoDb.OnQuery = (_, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return new(new QueryResponse { LastEvaluatedKey = Key($"{++read}") });
        };

        var run = await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Row("job1"))),
            new() { Remaining = TimeSpan.FromSeconds(4) }
        );

        Assert.Equal(2, read);
        Assert.Equal(Key("2"), Cursor(Assert.Single(driver.DynamoDb.Updates)));
        Assert.Empty(driver.EventBridge.Requests);
        Assert.Empty(run.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task JobFilters_ChooseTheJobs(bool isAsync)
    {
        var driver = Driver(Rule(jobFilter: uow => uow.Event.NewImage!.Contains("cursor"), isAsync: isAsync));
        driver.DynamoDb.OnQuery = Table(10);

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1")), Change.Insert(Row("job2", "1"))));

        Assert.Equal(["job2"], driver.DynamoDb.Updates.Select(update => update.Key["pk"].GetText()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AScan_WithRelatedItemsAndUpdates(bool isAsync)
    {
        var driver = Driver(
            new Job
            {
                Id = "job",
                EventType = "job-created",
                ToScanRequest = isAsync ? null : _ => new ScanRequest { TableName = "legacy" },
                ToScanRequestAsync = isAsync ? (_, _) => new(new ScanRequest { TableName = "legacy" }) : null,
                ToQueryRequest = isAsync ? null : _ => new QueryRequest { KeyConditionExpression = "related" },
                ToQueryRequestAsync = isAsync
                    ? (_, _) => new(new QueryRequest { KeyConditionExpression = "related" })
                    : null,
                Split = Query.EachItem,
                ToUpdateRequest = isAsync ? null : Updates,
                ToUpdateRequestAsync = isAsync ? (uow, _) => new(Updates(uow)) : null,
            }
        );
        driver.DynamoDb.OnScan = (_, _) =>
            new(new ScanResponse { Items = [Item.Of(("pk", "a")), Item.Of(("pk", "b"))] });
        driver.DynamoDb.OnQuery = (_, _) =>
            new(new QueryResponse { Items = [Item.Of(("sk", "1")), Item.Of(("sk", "2"))] });

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Equal(
            ["a/1", "a/2", "b/1", "b/2"],
            driver.DynamoDb.Updates.Select(update => $"{update.Key["pk"].GetText()}/{update.Key["sk"].GetText()}")
        );
        Assert.Empty(driver.EventBridge.Requests);
        Assert.Empty(run.Faults);

        static OneOrMany<UpdateItemRequest> Updates(UnitOfWork uow) =>
            UpdateRequest
                .For(uow.Get(Slots.ScanResponse)!.Item["pk"], uow.Get(Slots.QueryItem)!["sk"])
                .Set("seen", true);
    }

    [Fact]
    public async Task AnEventOfAnItem_IsPublishedAsItIs()
    {
        var driver = Driver(Rule());
        driver.DynamoDb.OnQuery = Table(1);

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Row("job1"))));

        Assert.Null(Assert.Single(driver.EventBridge.Events).Id);
        Assert.Equal("job-created", run.Units[0].Event.Type);
    }

    private static FunctionDriver Driver(Job rule) => new(From.DynamoDb(), rule);

    private static Job Rule(
        int? limit = 2,
        Func<UnitOfWork, bool>? filter = null,
        Action<UnitOfWork>? rejected = null,
        Func<UnitOfWork, bool>? jobFilter = null,
        bool isAsync = false
    ) =>
        new()
        {
            Id = "job",
            EventType = ["job-created", "job-updated"],
            JobFilters = jobFilter is null || isAsync ? [] : [jobFilter],
            JobFiltersAsync = jobFilter is null || !isAsync ? [] : [(uow, _) => new(jobFilter(uow))],
            ToQuerySplitRequest = uow => new QueryRequest
            {
                KeyConditionExpression = "all",
                Limit = limit,
                ExclusiveStartKey = uow.Event.NewImage!["cursor"] is { Type: AttributeType.Map } cursor
                    ? cursor.GetMap()
                    : null,
            },
            Filters = filter is null || isAsync ? [] : [filter],
            FiltersAsync = filter is null || !isAsync ? [] : [(uow, _) => new(filter(uow))],
            OnRejected = rejected,
            ToEvent = uow => Event.Of("thing-replayed", ("partitionKey", ItemOf(uow)["pk"].GetText())),
            ToCursorUpdateRequest = uow =>
                UpdateRequest
                    .For(uow.Event.PartitionKey, "job")
                    .Set(
                        "cursor",
                        uow.Get(Slots.QuerySplitResponse)!.LastEvaluatedKey is { } last
                            ? AttributeValue.Map(last)
                            : AttributeValue.Null
                    )
                    .Set("timestamp", uow.Event.Timestamp)
                    .IfNewer(),
        };

    private static Item ItemOf(UnitOfWork uow) => uow.Get(Slots.QuerySplitResponse)!.Item;

    private static Item Row(string pk, string? cursor = null) =>
        Item.Of(
            ("pk", pk),
            ("sk", "job"),
            ("discriminator", "job"),
            ("timestamp", 7L),
            ("cursor", cursor is null ? null : Key(cursor))
        );

    private static Item Key(string pk) => Item.Of(("pk", pk), ("sk", "thing"));

    private static Item? Cursor(UpdateItemRequest update) =>
        update.ExpressionAttributeValues![":cursor"] is { IsDefined: true } cursor ? cursor.GetMap() : null;

    // A table with the items 0, 1, 2 and so on, read page by page from behind the start key.
    private static Func<QueryRequest, CancellationToken, ValueTask<QueryResponse>> Table(
        int count,
        int perPage = 100
    ) =>
        (request, _) =>
        {
            var first = request.ExclusiveStartKey is { } start
                ? int.Parse(start["pk"].GetText()!, System.Globalization.CultureInfo.InvariantCulture) + 1
                : 0;
            var end = Math.Min(count, first + Math.Min(perPage, request.Limit ?? int.MaxValue));
            return new(
                new QueryResponse
                {
                    Items = [.. Enumerable.Range(first, end - first).Select(i => Key($"{i}"))],
                    LastEvaluatedKey = end < count ? Key($"{end - 1}") : null,
                }
            );
        };
}
