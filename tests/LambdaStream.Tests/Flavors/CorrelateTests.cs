using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CorrelateTests
{
    private static readonly Event Stored = Some.Event("e1", partitionKey: "p1");

    [Fact]
    public async Task Execute()
    {
        var driver = Driver(
            new()
            {
                Id = "crl",
                EventType = "thing-created",
                CorrelationKey = "thing.id",
                CorrelationKeySuffix = "late",
                ExpireType = "thing-late",
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Collected.Row(Stored)),
                Change.Insert(Collected.Row(Some.Event("e2", "other"))),
                Change.Insert(Collected.Correlation(Stored)),
                Change.Modify(Collected.Row(Stored), Collected.Row(Stored)),
                Change.Remove(Collected.Row(Stored))
            )
        );

        Assert.Equal(
            Item.Of(
                ("pk", "e1.late"),
                ("sk", "e1"),
                ("discriminator", "CORREL"),
                ("timestamp", Some.Timestamp),
                ("awsregion", "us-west-2"),
                ("sequenceNumber", "s1"),
                ("ttl", Collected.Ttl),
                ("expire", "thing-late"),
                ("suffix", "late"),
                ("ruleId", "crl"),
                ("event", Stored.ToJson())
            ),
            Assert.Single(driver.DynamoDb.Puts).Item
        );
        Assert.Single(run.Units);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task TheTimeToLive_IsTheRulesElseTheRows()
    {
        foreach (
            var (rule, ttl) in new (Correlate, long?)[]
            {
                (Rule(), Collected.Ttl),
                (Rule(days: 0), Some.Timestamp / 1000),
                (Rule(days: 1), Some.Timestamp / 1000 + 86_400),
                (Rule(ttl: _ => null), null),
            }
        )
        {
            var driver = Driver(rule);

            await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Stored))));

            var row = Assert.Single(driver.DynamoDb.Puts).Item;
            Assert.Equal(ttl, row["ttl"].TryGetInt64(out var seconds) ? seconds : null);
        }

        static Correlate Rule(double? days = null, Func<UnitOfWork, long?>? ttl = null) =>
            new()
            {
                Id = "crl",
                EventType = "thing-created",
                CorrelationKey = "thing.id",
                TtlDays = days,
                ToTtl = ttl,
            };
    }

    // The Node library wrote the key undefined.late for all events that lacked it, so that strangers were correlated.
    [Theory]
    [InlineData("thing.none")]
    [InlineData("thing")]
    public async Task AMissingKey_IsAFault(string path)
    {
        var driver = Driver(
            new()
            {
                Id = "crl",
                EventType = "thing-created",
                CorrelationKey = path,
                CorrelationKeySuffix = "late",
            }
        );

        var run = await driver.InvokeAsync(Records.DynamoDb(Change.Insert(Collected.Row(Stored))));

        Assert.Empty(driver.DynamoDb.Puts);
        Assert.Equal(
            $"The event 'thing-created' has no correlation key at '{path}'.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task ACollectedRowWithoutAnEvent_IsAFault()
    {
        var driver = Driver(
            new()
            {
                Id = "crl",
                EventType = "thing-created",
                ToCorrelationKey = _ => "k",
            }
        );

        var run = await driver.InvokeAsync(
            Records.DynamoDb(
                Change.Insert(Collected.Row(Stored).With("event", default)),
                Change.Insert(Collected.Row(Stored))
            )
        );

        Assert.Equal(
            "The row of a collected event has no event in it.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
        Assert.Single(driver.DynamoDb.Puts);
    }

    [Fact]
    public async Task EventsThatTellNoChange_AreFaults()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Correlate
            {
                Id = "crl",
                EventType = "thing-created",
                CorrelationKey = "thing.id",
            }
        );

        var run = await driver.InvokeAsync(Records.Kinesis(Stored));

        Assert.Contains(
            "From.DynamoDb()",
            Assert.Single(run.Faults)["err"]["message"].GetString(),
            StringComparison.Ordinal
        );
    }

    private static FunctionDriver Driver(Correlate rule) => new(From.DynamoDb(), rule);
}
