using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class ExpiredTests
{
    private const long Ttl = 1_545_084_000;

    private static readonly Event Stored = Some.Event("e1", "order-submitted", "p1", 1_545_000_000_123);

    [Theory]
    [InlineData("order-submitted", true, "order-submitted-expired")]
    [InlineData("com.acme.order", true, "com.acme.order.expired")]
    [InlineData("order-submitted", "order-late", "order-late")]
    public async Task Execute(string type, object expire, string expected)
    {
        var driver = Driver(new() { Id = "exp" });
        var row = Collected.Row(Stored.With("type", type), ttl: Ttl).With("expire", Value(expire));

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Remove(row) with { IsExpiry = true }));

        var published = Assert.Single(driver.EventBridge.Events);
        Assert.Equal(("0", expected, "p1"), (published.Id, published.Type, published.PartitionKey));
        Assert.Equal(Ttl * 1000 + 123, published.Timestamp);
        Assert.Equal(
            $$"""[{"id":"e1","type":"{{type}}","timestamp":1545000000123}]""",
            published["triggers"].ToString()
        );
        Assert.True(published["thing"].IsDefined);
        Assert.Empty(run.Faults);
    }

    // With expire: false the Node library published all the same.
    [Theory]
    [InlineData(false)]
    [InlineData("")]
    [InlineData(null)]
    public async Task ARowThatIsNotToBeToldOf_IsNot(object? expire)
    {
        var driver = Driver(new() { Id = "exp" });
        var row = Collected.Row(Stored, ttl: Ttl).With("expire", Value(expire));

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Remove(row)));

        Assert.Empty(driver.EventBridge.Requests);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task OnlyRemovalsAtOrAfterTheTime_AreExpiries()
    {
        var driver = Driver(new() { Id = "exp" });
        var row = Collected.Row(Stored, ttl: 1_545_084_650).With("expire", true);

        await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Remove(row),
                Change.Remove(row.With("ttl", 1_545_084_651L)),
                Change.Remove(row.With("ttl", default)),
                Change.Insert(row),
                Change.Modify(row, row.With("deleted", true))
            )
        );

        Assert.Equal(["0"], driver.EventBridge.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task EventTypeAndFilters_ChooseAmongTheStoredEvents()
    {
        var driver = Driver(
            new()
            {
                Id = "exp",
                EventType = "order-submitted",
                Filters = [uow => uow.Event.OldImage!["data"] != "k2"],
            }
        );
        var row = Collected.Row(Stored, ttl: Ttl).With("expire", true);

        await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Remove(row),
                Change.Remove(row.With("data", "k2")),
                Change.Remove(Collected.Row(Stored.With("type", "other"), ttl: Ttl).With("expire", true))
            )
        );

        Assert.Equal(["0"], driver.EventBridge.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task ARowWithoutAnEvent_IsAFault()
    {
        var driver = Driver(new() { Id = "exp" });
        var row = Collected.Row(Stored, ttl: Ttl).With("expire", true).With("event", default);

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Remove(row)));

        Assert.Equal(
            "The row of a collected event has no event in it.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    private static FunctionDriver Driver(Expired rule) => new(From.DynamoDb(), rule);

    private static AttributeValue Value(object? expire) =>
        expire switch
        {
            null => AttributeValue.Null,
            bool flag => flag,
            _ => (string)expire,
        };
}
