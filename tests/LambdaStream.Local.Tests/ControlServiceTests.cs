using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests;

/// <summary>The flavors on tables, whole functions in the embedded world.</summary>
public class ControlServiceTests
{
    private static readonly string[] Both = ["order-submitted", "order-paid"];

    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly LocalWorld _world;
    private readonly LocalTable _events;

    public ControlServiceTests()
    {
        _world = new(_time);
        _events = _world.Table("events", "pk", "sk").GlobalIndex("DataIndex", "data");
        var hub = _world.Stream("hub");
        _world
            .Bus("bus")
            .Rule("hub", """{"detail":{"type":[{"anything-but":"fault"}]}}""")
            .To(hub, new() { InputPath = "$.detail" });
        _world.Connect(
            hub,
            Function(
                From.Kinesis(),
                new Collect
                {
                    Id = "collect",
                    EventType = EventTypes.AnyOf(Both),
                    CorrelationKey = "order.id",
                    TtlDays = 2,
                    ExpireType = "order-overdue",
                }
            )
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwoEvents_MakeAThird(bool isCorrelated)
    {
        Rule evaluate = new Evaluate
        {
            Id = "complete",
            EventType = EventTypes.AnyOf(Both),
            Filters = [uow => uow.Get(Slots.Meta)!.IsCorrelation == isCorrelated],
            Expression = uow => Both.All(type => uow.Get(Slots.Correlated)!.Any(one => one.Type == type)),
            Emit = "order-complete",
        };
        Rule correlate = new Correlate
        {
            Id = "by-customer",
            EventType = EventTypes.AnyOf(Both),
            CorrelationKey = "order.customer",
        };
        _world.Connect(_events, Function(From.DynamoDb(), isCorrelated ? [correlate, evaluate] : [evaluate]));

        await PublishAsync(Order("e1", "order-submitted", "o1"), Order("e2", "order-paid", isCorrelated ? "o2" : "o1"));

        // Both correlated rows are in before the first of them is evaluated, so that each event finds the other.
        var complete = Published("order-complete");
        Assert.Equal(isCorrelated ? 2 : 1, complete.Count);
        Assert.All(complete, one => Assert.Equal(isCorrelated ? "c1" : "o1", one.PartitionKey));
    }

    [Fact]
    public async Task WhatDoesNotHappenInTime_IsToldOf()
    {
        _world.Connect(_events, Function(From.DynamoDb(), new Expired { Id = "expired" }));
        await PublishAsync(Order("e1", "order-submitted", "o1"));

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _events.ExpireItems());
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, _events.ExpireItems());
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        var overdue = Assert.Single(Published("order-overdue"));
        Assert.Equal("e1", overdue["triggers"][0]["id"].GetString());
        Assert.Empty(_events.Items);
    }

    [Fact]
    public async Task AJob_GoesThroughTheTableInvocationByInvocation()
    {
        _world.Connect(
            _events,
            Function(
                From.DynamoDb(),
                new Job
                {
                    Id = "job",
                    EventType = ["job-created", "job-updated"],
                    JobFilters = [uow => uow.Event.OldImage is null || uow.Event.NewImage!.Contains("cursor")],
                    ToScanRequest = uow => new ScanRequest
                    {
                        Limit = 3,
                        ExclusiveStartKey = uow.Event.NewImage!["cursor"] is { Type: AttributeType.Map } cursor
                            ? cursor.GetMap()
                            : null,
                    },
                    Filters = [uow => uow.Get(Slots.ScanResponse)!.Item["sk"] == "EVENT"],
                    ToEvent = uow =>
                        Event.Of("replayed", ("partitionKey", uow.Get(Slots.ScanResponse)!.Item["pk"].GetText())),
                    ToCursorUpdateRequest = uow =>
                        uow.Get(Slots.ScanResponse)!.LastEvaluatedKey is { } last
                            ? UpdateRequest.For(uow.Event.PartitionKey, "job").Set("cursor", AttributeValue.Map(last))
                            : UpdateRequest.For(uow.Event.PartitionKey, "job").Remove("cursor"),
                }
            )
        );
        string[] ids = [.. Enumerable.Range(0, 7).Select(i => $"e{i}")];
        await PublishAsync([.. ids.Select(id => Order(id, "order-paid", id))]);

        _events.Put(Item.Of(("pk", "nightly"), ("sk", "job"), ("discriminator", "job")));
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ids, Published("replayed").Select(replayed => replayed.PartitionKey).Order());
        Assert.False(_events.Find("nightly", "job")!.Contains("cursor"));
    }

    private LocalFunction Function(Source source, params Rule[] rules)
    {
        var options = new StreamOptions { BusName = "bus", EventTableName = "events" }.UseLocal(_world);
        var processor = new Processor(source, options, rules);
        return async (payload, token) => (await processor.InvokeAsync(payload, cancellationToken: token)).Response;
    }

    private async Task PublishAsync(params Event[] events)
    {
        foreach (var one in events)
            await _world.PutAsync(Some.Entry("bus", one.Type, one.ToString()));
        await _world.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private Event Order(string id, string type, string order) =>
        Event.Of(
            type,
            ("id", id),
            ("timestamp", _time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("partitionKey", "other"),
            ("order", Json.ObjectOf(("id", order), ("customer", "c1")))
        );

    private List<Event> Published(string type) =>
        [
            .. _world
                .Stream("hub")
                .Records.Select(CollectingFunction.DataOf)
                .Select(Event.Parse)
                .Where(one => one.Type == type),
        ];
}
