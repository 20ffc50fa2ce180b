using LambdaStream.Connectors;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class EvaluateTests
{
    private static readonly Event Submitted = Some.Event("e1", "order-submitted", timestamp: 1_000)
        .With("tags", Json.ObjectOf(("channel", "web"), ("region", "r"), ("source", "order-bff")));

    private static readonly Event Paid = Some.Event("e2", "order-paid", timestamp: 2_000);

    [Fact]
    public async Task ExecuteSimpleRules()
    {
        var driver = Driver(Rule(emit: "order-noticed"));

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Collected.Row(Submitted)),
                Change.Insert(Collected.Correlation(Submitted, "o1")),
                Change.Insert(Collected.Row(Some.Event("x", "other"))),
                Change.Modify(Collected.Row(Submitted), Collected.Row(Submitted)),
                Change.Remove(Collected.Row(Submitted))
            )
        );

        Assert.Equal(["0.evl", "1.evl"], driver.EventBridge.Events.Select(e => e.Id));
        Assert.Equal(["k1", "o1"], driver.EventBridge.Events.Select(e => e.PartitionKey));
        var published = driver.EventBridge.Events[0];
        Assert.Equal(("order-noticed", 1_000L), (published.Type, published.Timestamp!.Value));
        Assert.Equal(
            ("web", "us-west-2", "undefined"),
            (published.Tag("channel"), published.Tag("region"), published.Tag("source"))
        );
        Assert.Equal("""[{"id":"e1","type":"order-submitted","timestamp":1000}]""", published["triggers"].ToString());
        Assert.Empty(driver.DynamoDb.Requests);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task ExecuteComplexRules()
    {
        var driver = Driver(Rule(expression: Both));
        driver.DynamoDb.OnQuery = Index(Collected.Row(Submitted), Collected.Row(Paid));

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

        var query = Assert.Single(driver.DynamoDb.Queries);
        Assert.Equal(
            ("DataIndex", "#data = :data", null),
            (query.IndexName, query.KeyConditionExpression, query.ConsistentRead)
        );
        Assert.Equal(Item.Of((":data", "k1")), query.ExpressionAttributeValues);
        var published = Assert.Single(driver.EventBridge.Events);
        Assert.Equal(
            ("0.evl", "order-complete", 2_000L, "k1"),
            (published.Id, published.Type, published.Timestamp!.Value, published.PartitionKey)
        );
        Assert.Equal(["e1", "e2"], Ids(published["triggers"]));
    }

    [Fact]
    public async Task ExecuteCorrelationRules()
    {
        var driver = Driver(Rule(expression: Both, suffix: "late"), Rule(expression: Both, id: "none"));
        driver.DynamoDb.OnQuery = Index(
            Collected.Correlation(Submitted, "o1", "late"),
            Collected.Correlation(Paid, "o1", "late")
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Correlation(Paid, "o1", "late"))));

        var query = Assert.Single(driver.DynamoDb.Queries);
        Assert.Equal((null, true), (query.IndexName, query.ConsistentRead));
        Assert.Equal(Item.Of((":pk", "o1.late")), query.ExpressionAttributeValues);
        var published = Assert.Single(driver.EventBridge.Events);
        Assert.Equal(("0.evl", "o1"), (published.Id, published.PartitionKey));
    }

    [Fact]
    public async Task AnExpression_MayGiveEventsOrNothing()
    {
        (Func<UnitOfWork, Evaluation?> Expression, string[]? Triggers)[] cases =
        [
            (_ => true, ["e2"]),
            (_ => false, null),
            (_ => null, null),
            (uow => uow.Get(Slots.Correlated)![0], ["e1"]),
            (uow => uow.Get(Slots.Correlated)!.FirstOrDefault(one => one.Type == "none"), null),
            (uow => uow.Get(Slots.Correlated)!.ToArray(), ["e1", "e2"]),
            (uow => uow.Get(Slots.Correlated)!.Where(one => one.Type == "none").ToList(), null),
            (uow => [uow.Event, uow.Event], ["e2", "e2"]),
            (_ => [], null),
        ];
        foreach (var isAsync in new[] { false, true })
        {
            foreach (var (expression, triggers) in cases)
            {
                var driver = Driver(
                    new Evaluate
                    {
                        Id = "evl",
                        EventType = "order-paid",
                        Emit = "order-complete",
                        Expression = isAsync ? null : expression,
                        ExpressionAsync = isAsync ? (uow, _) => new(expression(uow)) : null,
                    }
                );
                driver.DynamoDb.OnQuery = Index(Collected.Row(Submitted), Collected.Row(Paid));

                var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

                Assert.Equal(triggers ?? [], driver.EventBridge.Events.SelectMany(e => Ids(e["triggers"])));
                Assert.Empty(run.Faults);
            }
        }
    }

    // In the Node library functionname, pipeline and stage of the trigger stood on the new event.
    [Fact]
    public async Task TheTagsOfATriggersOrigin_AreNotThoseOfTheNewEvent()
    {
        var tags = Json.Parse(
            """{"account":"a","region":"r","stage":"s","source":"o","functionname":"f","pipeline":"p","color":"red","nest":{"a":[1],"b":1}}"""
        );
        var later = Json.Parse("""{"color":"blue","nest":{"a":[2,3]}}""");
        var driver = Driver(Rule(expression: Both));
        driver.DynamoDb.OnQuery = Index(
            Collected.Row(Submitted.With("tags", tags)),
            Collected.Row(Paid.With("tags", later))
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

        Assert.Equal(
            """{"region":"us-west-2","stage":"undefined","source":"undefined","functionname":"undefined","pipeline":"evl","account":"a","color":"blue","nest":{"a":[2,3],"b":1}}""",
            Assert.Single(driver.EventBridge.Events).Tags.ToString()
        );
    }

    [Fact]
    public async Task ToEvent_BuildsOnTheTemplate()
    {
        foreach (var isAsync in new[] { false, true })
        {
            var driver = Driver(
                new Evaluate
                {
                    Id = "evl",
                    EventType = "order-paid",
                    ToEvent = isAsync ? null : Events,
                    ToEventAsync = isAsync ? (uow, template, _) => new(Events(uow, template)) : null,
                }
            );

            await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

            Assert.Equal(["0.evl.1", "0.evl.2"], driver.EventBridge.Events.Select(e => e.Id));
            Assert.All(driver.EventBridge.Events, e => Assert.False(e["thing"].IsDefined));
            Assert.All(driver.EventBridge.Events, e => Assert.Equal(["e2"], Ids(e["triggers"])));
        }

        static OneOrMany<Event> Events(UnitOfWork uow, Event template)
        {
            Assert.Equal("", template.Type);
            return
            [
                template.With(("id", $"{template.Id}.1"), ("type", "a")),
                template.With(("id", $"{template.Id}.2"), ("type", "b")),
            ];
        }
    }

    // The Node library left this open.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RowsThatHaveExpired_DoNotCount(bool included)
    {
        var driver = Driver(
            new Evaluate
            {
                Id = "evl",
                EventType = "order-paid",
                Emit = "order-complete",
                Expression = Both,
                IncludeExpired = included,
            }
        );
        driver.Options = driver.Options with { Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(5_000)) };
        driver.DynamoDb.OnQuery = Index(
            Collected.Row(Submitted, ttl: 5_000),
            Collected.Row(Paid, ttl: 5_001),
            Item.Of(("pk", "k1"), ("sk", "job"))
        );

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

        Assert.Equal(included ? 1 : 0, driver.EventBridge.Events.Count);
    }

    // The index lags: neither event is in it when both are evaluated. Their types may be of one rule or of two.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwoEventsThatArriveTogether_GiveTheHigherOrderEventAtLeastOnce(bool reversed)
    {
        var driver = Driver(Rule(expression: Both));
        Change[] changes = [Change.Insert(Collected.Row(Submitted)), Change.Insert(Collected.Row(Paid))];

        var run = await driver.InvokeAsync(Records.DynamoDb(reversed ? [.. changes.Reverse()] : changes));

        var published = Assert.Single(driver.EventBridge.Events);
        Assert.Equal("1.evl", published.Id);
        Assert.Equal(["e1", "e2"], Ids(published["triggers"]).Order());
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task TwoEventsOfOtherKeys_AreNotPutTogether()
    {
        var driver = Driver(Rule(expression: Both));

        await driver.InvokeAsync(
            Records.DynamoDb(Change.Insert(Collected.Row(Submitted, "k1")), Change.Insert(Collected.Row(Paid, "k2")))
        );

        Assert.Empty(driver.EventBridge.Events);
    }

    [Fact]
    public async Task TwoEventsThatArriveTogetherInTwoInvocations_AreFoundByLookingAgain()
    {
        var time = new FakeTimeProvider();
        var reads = 0;
        var driver = Driver(
            new Evaluate
            {
                Id = "evl",
                EventType = "order-paid",
                Emit = "order-complete",
                Expression = Both,
                LookAgainAfter = TimeSpan.FromSeconds(2),
            }
        );
        driver.Options = driver.Options with { Time = time };
        var firstRead = new TaskCompletionSource();
        driver.DynamoDb.OnQuery = (_, _) =>
        {
            var isFirst = Interlocked.Increment(ref reads) == 1;
            firstRead.TrySetResult();
            return new(new QueryResponse { Items = isFirst ? [] : [Collected.Row(Submitted), Collected.Row(Paid)] });
        };

        var invocation = driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid)))).AsTask();
        await firstRead.Task;
        while (!invocation.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await invocation;

        Assert.Equal(2, reads);
        Assert.Single(driver.EventBridge.Events);
    }

    [Fact]
    public async Task TheSameQueryOfSeveralRules_IsSentOnce()
    {
        var driver = Driver(Rule(expression: Both), Rule(expression: Both, id: "other"));
        driver.DynamoDb.OnQuery = Index(Collected.Row(Submitted), Collected.Row(Paid));

        await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

        Assert.Single(driver.DynamoDb.Queries);
        Assert.Equal(["0.evl", "0.other"], driver.EventBridge.Events.Select(e => e.Id).Order());
    }

    [Fact]
    public async Task AnExpressionThatThrows_IsAFaultWithWhatIsKnown()
    {
        var driver = Driver(Rule(expression: _ => throw new TimeoutException("cannot decide")));

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid))));

        var uow = Assert.Single(run.Faults)["uow"];
        Assert.Equal("e2", uow["event"]["id"].GetString());
        Assert.Equal("k1", uow["meta"]["correlationKey"].GetString());
        Assert.Equal("[]", uow["correlated"].ToString());
        Assert.False(uow["arrivals"].IsDefined);
    }

    [Fact]
    public async Task ARowWithoutAKey_IsAFault()
    {
        var driver = Driver(Rule(emit: "order-noticed"));

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Paid).With("data", default))));

        Assert.Equal(
            "The row of the event 'order-paid' has no data, hence no correlation key.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    private static FunctionDriver Driver(params Evaluate[] rules) => new(From.DynamoDb(), rules);

    private static Evaluate Rule(
        Func<UnitOfWork, Evaluation?>? expression = null,
        string emit = "order-complete",
        string? suffix = null,
        string id = "evl"
    ) =>
        new()
        {
            Id = id,
            EventType = EventTypes.StartingWith("order-"),
            Expression = expression,
            Emit = emit,
            CorrelationKeySuffix = suffix,
        };

    private static Evaluation? Both(UnitOfWork uow)
    {
        var events = uow.Get(Slots.Correlated)!;
        string[] wanted = ["order-submitted", "order-paid"];
        return wanted.All(type => events.Any(one => one.Type == type)) ? events.ToArray() : false;
    }

    private static Func<QueryRequest, CancellationToken, ValueTask<QueryResponse>> Index(params Item[] rows) =>
        (_, _) => new(new QueryResponse { Items = rows });

    private static List<string?> Ids(Json triggers)
    {
        var ids = new List<string?>();
        foreach (var trigger in triggers.EnumerateArray())
            ids.Add(trigger["id"].GetString());
        return ids;
    }
}
