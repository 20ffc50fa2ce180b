using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Local.Tests.Tables;

public class ChangeStreamTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly LocalTable _table;

    public ChangeStreamTests() => _table = new LocalWorld(_time).Table("things", "pk", "sk");

    [Fact]
    public void AnInsert_GivesTheRecordThatLambdaDelivers()
    {
        _table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"-12.50"},"f":{"BOOL":false}}"""));

        var record = Assert.Single(_table.Changes);
        var id = record["eventID"].GetString();
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(
            $$$"""
            {"eventID":"{{{id}}}","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb",
            "awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1795417515,
            "Keys":{"pk":{"S":"a"},"sk":{"S":"b"}},
            "NewImage":{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"-12.5"},"f":{"BOOL":false}},
            "SequenceNumber":"100000000000000000001","SizeBytes":19,"StreamViewType":"NEW_AND_OLD_IMAGES"},
            "eventSourceARN":"arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/2026-11-23T07:05:15.250"}
            """.ReplaceLineEndings(""),
            record.ToString()
        );
    }

    // As DynamoDB Local counts: names and values of keys, new and old image.
    [Theory]
    [InlineData("""{"N":"0"}""", 1)]
    [InlineData("""{"N":"10"}""", 2)]
    [InlineData("""{"N":"4.5"}""", 3)]
    [InlineData("""{"N":"-100"}""", 3)]
    [InlineData("""{"N":"99999999999999999999999999999999999999"}""", 20)]
    [InlineData("""{"S":"é"}""", 2)]
    [InlineData("""{"NULL":true}""", 1)]
    [InlineData("""{"BS":["AA==","AQI="]}""", 3)]
    [InlineData("""{"M":{"x":{"N":"1"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]}}}""", 21)]
    public void TheSize_IsThatOfKeysAndImages(string value, int size)
    {
        _table.Put(Some.Item($$$"""{"pk":{"S":"a"},"sk":{"S":"b"},"x":{{{value}}} }"""));

        // Twice pk, sk and their values, once x.
        Assert.Equal(13 + size, _table.Changes[0].At("dynamodb.SizeBytes").GetInt64());
    }

    [Fact]
    public void EveryEffectiveWrite_GivesOneRecordInOrder()
    {
        _table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"1"},"s":{"SS":["x","y"]}}"""));
        _table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"S":"b"},"s":{"SS":["y","x"]},"n":{"N":"1.0"}}"""));
        _table.Put(Some.Item("""{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"2"}}"""));
        Assert.True(_table.Delete("a", "b"));
        Assert.False(_table.Delete("a", "b"));

        Assert.Equal(
            [("INSERT", null, "1"), ("MODIFY", "1", "2"), ("REMOVE", "2", null)],
            _table.Changes.Select(record =>
                (
                    record["eventName"].GetString(),
                    record.At("dynamodb.OldImage.n.N").GetString(),
                    record.At("dynamodb.NewImage.n.N").GetString()
                )
            )
        );
        var numbers = _table.Changes.Select(record => record.At("dynamodb.SequenceNumber").GetString()!).ToList();
        Assert.Equal(numbers.Order(StringComparer.Ordinal).Distinct(), numbers);
        Assert.All(_table.Changes, record => Assert.False(record["userIdentity"].IsDefined));
    }

    [Fact]
    public void AnExpiredItem_IsRemovedByTheService()
    {
        var now = Some.Instant.ToUnixTimeSeconds();
        _table.Put(Item.Of(("pk", "expired"), ("sk", "x"), ("ttl", now)));
        _table.Put(Item.Of(("pk", "later"), ("sk", "x"), ("ttl", now + 60)));
        _table.Put(Item.Of(("pk", "long ago"), ("sk", "x"), ("ttl", now - 6 * 366 * 86400)));
        _table.Put(Item.Of(("pk", "text"), ("sk", "x"), ("ttl", $"{now}")));
        _table.Put(Item.Of(("pk", "without"), ("sk", "x")));

        Assert.Equal(1, _table.ExpireItems());

        var record = _table.Changes[^1];
        Assert.Equal("REMOVE", record["eventName"].GetString());
        Assert.Equal("expired", record.At("dynamodb.OldImage.pk.S").GetString());
        Assert.Equal(
            """{"type":"Service","principalId":"dynamodb.amazonaws.com"}""",
            record["userIdentity"].ToString()
        );
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _table.ExpireItems());
        Assert.Equal(["long ago", "text", "without"], _table.Items.Select(item => item["pk"].GetText()).Order());
    }

    [Fact]
    public void AWrite_KeepsNothingOfTheBufferThatItCameFrom()
    {
        var buffer = Some.Utf8("""{"pk":"a","sk":"b","o":{"l":[1,"two"]}}""");
        _table.Put(Item.From(Json.Parse(buffer)));

        Array.Fill(buffer, (byte)'!');

        Assert.Equal("""{"pk":"a","sk":"b","o":{"l":[1,"two"]}}""", _table.Find("a", "b")!.ToJson().ToString());
    }

    [Fact]
    public void TheSameSeed_GivesTheSameIds()
    {
        static string[] Ids(int seed)
        {
            var table = new LocalWorld(new FakeTimeProvider(Some.Instant), seed: seed).Table("things", "pk");
            table.Put(Item.Of(("pk", "a")));
            table.Put(Item.Of(("pk", "b")));
            return [.. table.Changes.Select(record => record["eventID"].GetString()!)];
        }

        Assert.Equal(Ids(7), Ids(7));
        Assert.Empty(Ids(7).Intersect(Ids(8)));
        Assert.Equal(2, Ids(7).Distinct().Count());
    }

    [Fact]
    public void ATable_IsFoundByName()
    {
        var world = Some.World();
        var table = world.Table("things", "pk");

        Assert.Same(table, world.Table("things"));
        Assert.Throws<ArgumentException>(() => world.Table("things", "pk"));
        Assert.Throws<ArgumentException>(() => world.Table("other"));
        Assert.Throws<ArgumentException>(() => world.Table("ab", "pk"));
        Assert.Throws<ArgumentException>(() => table.GlobalIndex("gsi", "g").GlobalIndex("gsi", "h"));
    }
}
