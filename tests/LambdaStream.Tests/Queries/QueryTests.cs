using LambdaStream.Connectors;
using Xunit;

namespace LambdaStream.Tests;

public class QueryTests
{
    [Fact]
    public void ByPartition_AsksForThePartitionConsistently()
    {
        var request = Query.ByPartition()(Some.Unit(Some.Event(partitionKey: "p")))!;

        Assert.Equal("#pk = :pk", request.KeyConditionExpression);
        Assert.Equal("pk", request.ExpressionAttributeNames!["#pk"]);
        Assert.Equal(Item.Of((":pk", "p")), request.ExpressionAttributeValues);
        Assert.True(request.ConsistentRead);
        Assert.Null(request.IndexName);
        Assert.Equal("id", Query.ByPartition("id")(Some.Unit())!.ExpressionAttributeNames!["#pk"]);
    }

    [Fact]
    public void ByIndex_AsksTheIndex()
    {
        var request = Query.ByIndex("gsi1", "data")(Some.Unit(Some.Event(partitionKey: "p")))!;

        Assert.Equal("gsi1", request.IndexName);
        Assert.Equal("data", request.ExpressionAttributeNames!["#pk"]);
        Assert.Equal(Item.Of((":pk", "p")), request.ExpressionAttributeValues);
        Assert.NotEqual(true, request.ConsistentRead);
    }

    [Fact]
    public void ByForeignKeys_AsksForTheItemsTheyName()
    {
        var unit = Changed("""{"new":{"a":"thing|1","b":"part|2","n":3}}""");

        var request = Query.ByForeignKeys(null, "a", "missing", "n", "b")(unit)!;

        Assert.Equal(
            [Item.Of(("pk", "1"), ("sk", "thing")), Item.Of(("pk", "2"), ("sk", "part"))],
            request.RequestItems["events"].Keys
        );
        Assert.Equal("own", Assert.Single(Query.ByForeignKeys("own", "a")(unit)!.RequestItems).Key);
    }

    [Fact]
    public void ByForeignKeys_OfADeletion_AreThoseOfTheItemBefore() =>
        Assert.Single(
            Query.ByForeignKeys(null, "a")(Changed("""{"old":{"a":"thing|1"}}"""))!.RequestItems["events"].Keys
        );

    [Fact]
    public void ByForeignKeys_WithoutAny_AskForNothing()
    {
        Assert.Null(Query.ByForeignKeys(null, "missing")(Changed("""{"new":{}}""")));
        Assert.Null(Query.ByForeignKeys(null, "a")(Some.Unit()));
    }

    [Fact]
    public void ByForeignKeys_OfAnotherForm_SayWhich() =>
        Assert.Equal(
            "The foreign key 'thing' is not of the form discriminator|pk.",
            Assert
                .Throws<FormatException>(() => Query.ByForeignKeys(null, "a")(Changed("""{"new":{"a":"thing"}}""")))
                .Message
        );

    [Fact]
    public void ByForeignKeys_WithoutATable_SaySo() =>
        Assert.Throws<InvalidOperationException>(() =>
            Query.ByForeignKeys(null, "a")(
                Some.Unit(Some.Event().With("raw", Json.Parse("""{"new":{"a":"t|1"}}""")), new StreamOptions())
            )
        );

    private static UnitOfWork Changed(string raw) =>
        Some.Unit(Some.Event().With("raw", Json.Parse(raw)), new() { EventTableName = "events" });
}
