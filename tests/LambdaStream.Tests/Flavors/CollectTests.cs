using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class CollectTests
{
    [Fact]
    public async Task Execute()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                Expire = true,
            }
        );
        var stored = Some.Event("e1", partitionKey: "p1");

        var run = await driver.InvokeAsync(
            Records.Kinesis(stored.With("raw", Json.ObjectOf(("new", Json.ObjectOf()))), Some.Event("e2", "other"))
        );

        var put = Assert.Single(driver.DynamoDb.Puts);
        Assert.Equal("entities", put.TableName);
        Assert.Equal(
            Item.Of(
                ("pk", "e1"),
                ("sk", "EVENT"),
                ("discriminator", "EVENT"),
                ("timestamp", Some.Timestamp),
                ("awsregion", "us-west-2"),
                ("sequenceNumber", "0"),
                ("ttl", Some.Timestamp / 1000 + 33 * 86_400),
                ("expire", true),
                ("data", "p1"),
                ("event", stored.ToJson())
            ),
            put.Item
        );
        Assert.Null(put.ConditionExpression);
        Assert.True(Assert.Single(run.Units).Has(Slots.PutResponse));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("function")]
    [InlineData("async")]
    public async Task TheCorrelationKey_IsAPathOrAFunction(string form)
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                CorrelationKey = form == "path" ? "thing.id" : null,
                ToCorrelationKey = form == "function" ? uow => uow.Event["thing"]["id"].GetString() : null,
                ToCorrelationKeyAsync =
                    form == "async"
                        ? async (uow, _) =>
                        {
                            await Task.Yield();
                            return uow.Event["thing"]["id"].GetString();
                        }
                        : null,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1", partitionKey: "other")));

        Assert.Equal("e1", Assert.Single(driver.DynamoDb.Puts).Item["data"].GetText());
    }

    // A row without data is in no index, as in the Node library; a number becomes text, which an index on text takes.
    [Theory]
    [InlineData("thing.none", null)]
    [InlineData("none.none", null)]
    [InlineData("timestamp", "1548967022000")]
    [InlineData("thing", null)]
    public async Task AKeyThatIsNoText_IsLeftOutOrBecomesText(string path, string? data)
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                CorrelationKey = path,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1")));

        Assert.Equal(data, Assert.Single(driver.DynamoDb.Puts).Item["data"].GetText());
    }

    // In the Node library 0 days meant 33.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 43_200)]
    [InlineData(2, 172_800)]
    public async Task TtlDays_AreKeptAsTheyAre(double days, long seconds)
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                TtlDays = days,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1")));

        Assert.Equal(Some.Timestamp / 1000 + seconds, Assert.Single(driver.DynamoDb.Puts).Item["ttl"].GetInt64());
    }

    [Fact]
    public async Task ToTtl_GivesTheTimeItself()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToTtl = _ => null,
            }
        );
        var other = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToTtl = _ => 5,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1")));
        await other.InvokeAsync(Records.Kinesis(Some.Event("e1")));

        Assert.False(Assert.Single(driver.DynamoDb.Puts).Item.Contains("ttl"));
        Assert.Equal(5, Assert.Single(other.DynamoDb.Puts).Item["ttl"].GetInt64());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5L)]
    public async Task ToTtlAsync_IsWaitedFor(long? ttl)
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ToTtlAsync = async (_, _) =>
                {
                    await Task.Yield();
                    return ttl;
                },
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1")));

        var row = Assert.Single(driver.DynamoDb.Puts).Item;
        Assert.Equal(ttl, row.Contains("ttl") ? row["ttl"].GetInt64() : null);
    }

    [Fact]
    public async Task AnEventWithoutATime_StillExpires()
    {
        var driver = Driver(new() { Id = "c", EventType = "thing-created" });

        await driver.InvokeAsync(Records.Kinesis(Event.Of("thing-created", ("id", "e1"))));

        Assert.True(Assert.Single(driver.DynamoDb.Puts).Item.Contains("ttl"));
    }

    [Fact]
    public async Task ExpireTypeAndRaw_AreStored()
    {
        var driver = Driver(
            new()
            {
                Id = "c",
                EventType = "thing-created",
                ExpireType = "thing-late",
                IncludeRaw = true,
            }
        );

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1").With("raw", Json.ObjectOf(("new", 1)))));

        var row = Assert.Single(driver.DynamoDb.Puts).Item;
        Assert.Equal("thing-late", row["expire"].GetText());
        Assert.True(row["event"].GetMap().Contains("raw"));
    }

    [Fact]
    public async Task ToPutRequest_KnowsTheKeyAndMayGiveSeveral()
    {
        foreach (var isAsync in new[] { false, true })
        {
            var driver = Driver(
                new()
                {
                    Id = "c",
                    EventType = "thing-created",
                    ToPutRequest = isAsync ? null : Rows,
                    ToPutRequestAsync = isAsync ? (uow, _) => new(Rows(uow)) : null,
                }
            );

            await driver.InvokeAsync(Records.Kinesis(Some.Event("e1", partitionKey: "p1")));

            Assert.Equal(["p1", "copy"], driver.DynamoDb.Puts.Select(put => put.Item["pk"].GetText()));
        }

        static OneOrMany<PutItemRequest> Rows(UnitOfWork uow) =>
            [
                new PutItemRequest { Item = Item.Of(("pk", uow.Get(Slots.Key))) },
                new PutItemRequest { Item = Item.Of(("pk", "copy")) },
            ];
    }

    [Fact]
    public async Task AnEventThatComesTwice_HasOneRow()
    {
        var driver = Driver(new() { Id = "c", EventType = "thing-created" });

        await driver.InvokeAsync(Records.Kinesis(Some.Event("e1"), Some.Event("e1")));

        Assert.Single(driver.DynamoDb.Puts.Select(put => (put.Item["pk"], put.Item["sk"])).Distinct());
    }

    private static FunctionDriver Driver(Collect rule) => new(From.Kinesis(), rule);
}
