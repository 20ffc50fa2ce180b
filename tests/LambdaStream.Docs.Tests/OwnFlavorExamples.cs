using LambdaStream.Connectors;
using Webhooks;

namespace LambdaStream.Docs.Tests;

/// <summary>A flavor of one's own, as docs/flavors/your-own.md tells of it: it stands in a library that sees public members only.</summary>
public class OwnFlavorExamples
{
    private static readonly Item Order = Item.Of(
        ("pk", "o1"),
        ("sk", "order"),
        ("discriminator", "order"),
        ("timestamp", 7)
    );

    [Fact]
    public async Task AFlavorOfOnesOwn_WorksLikeAnyOther()
    {
        var rule = Subscribers("order-created");
        var order = Order;

        var http = new RecordingFetch();
        var driver = new FunctionDriver(From.DynamoDb(), rule);
        driver.Options = driver.Options with { Fetch = http };

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(order)));

        Assert.Equal("https://shop.example/orders", Assert.Single(http.Requests).Url);

        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task ItsFiltersQueriesAndFaults_AreThoseOfAnyOther()
    {
        var rejected = new List<string?>();
        var http = RecordingFetch.Answering(503, "later");
        var driver = new FunctionDriver(
            From.DynamoDb(),
            new Webhook
            {
                Id = "subscribers",
                EventType = EventTypes.StartingWith("order-"),
                FiltersAsync = [(uow, _) => new(uow.Event.PartitionKey != "o2")],
                OnRejected = uow => rejected.Add(uow.Event.PartitionKey),
                ToQueryRequest = Query.ByPartition(),
                TableName = "subscribers",
                ToFetchRequest = uow =>
                    [.. uow.Get(Slots.QueryResponse)!.Select(row => new FetchRequest { Url = row["url"].GetText()! })],
            }
        );
        driver.Options = driver.Options with { Fetch = http };
        driver.DynamoDb.OnQuery = (_, _) =>
            new(new QueryResponse { Items = [Item.Of(("url", "https://a")), Item.Of(("url", "https://b"))] });

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Order),
                Change.Insert(Order.With("pk", "o2")),
                Change.Insert(Order.With("latched", true))
            )
        );

        Assert.Equal(["https://a", "https://b"], http.Requests.Select(request => request.Url));
        Assert.Equal(["o2"], rejected);
        Assert.All(run.Faults, fault => Assert.Equal("subscribers", fault.Tag("pipeline")));
        Assert.Contains(run.Faults, fault => fault["err"]["name"].IsString("Http503"));
    }

    [Fact]
    public void WhatIsWrongWithItsRule_IsToldAtTheStart()
    {
        var error = Assert.Throws<InvalidProcessorException>(() =>
            new Processor(From.DynamoDb(), new StreamOptions(), new Webhook { Id = "subscribers", Parallel = 0 })
        );

        Assert.Equal(4, error.Problems.Count(problem => problem.RuleId == "subscribers"));
        Assert.Contains("ToFetchRequest is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("The port Fetch is missing", error.Message, StringComparison.Ordinal);
    }

    private static Webhook Shipped() =>
        new Webhook
        {
            Id = "subscribers",
            EventType = "order-shipped",
            ToFetchRequest = uow => new FetchRequest
            {
                Url = "https://shop.example/orders",
                Method = "POST",
                Text = uow.Event.ToString(),
            },
        };

    private static Webhook Subscribers(string type) =>
        new()
        {
            Id = "subscribers",
            EventType = type,
            ToFetchRequest = Shipped().ToFetchRequest,
        };
}
