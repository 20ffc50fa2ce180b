using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Service;
using LambdaStream.Shared;

namespace LambdaStream.Local.RealTests;

/// <summary>What UpdateRequest builds, done by the embedded table and by DynamoDB Local.</summary>
public sealed class UpdateRequestTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private static readonly TableDefinition Table = new("updates", "pk", "sk", []);

    private static readonly Item Before = Item.Of(
        ("pk", "1"),
        ("sk", "s"),
        ("m", AttributeValue.Map(Item.Of(("a-b", 1), ("log", AttributeValue.List("x")), ("count", 1)))),
        ("list", AttributeValue.List("zero", "one", "two")),
        ("tags", AttributeValue.TextSet("a", "b")),
        ("status", "open"),
        ("timestamp", 5)
    );

    private readonly ServiceClient _client = new(dynamoDb.Endpoint, "updates");
    private readonly LocalWorld _world = new();

    public static TheoryData<string, UpdateRequest, string> Updates =>
        new()
        {
            { "a member", Start().Set(DocumentPath.Of("m").Member("a-b"), 2), """{"a-b":2,"log":["x"],"count":1}""" },
            { "an element", Start().Set(DocumentPath.Parse("list[1]"), "uno"), """["zero","uno","two"]""" },
            {
                "a missing one",
                Start().SetIfMissing(DocumentPath.Parse("m.new"), 1),
                """{"a-b":1,"log":["x"],"count":1,"new":1}"""
            },
            {
                "one that is there",
                Start().SetIfMissing(DocumentPath.Parse("m.count"), 9),
                """{"a-b":1,"log":["x"],"count":1}"""
            },
            { "removed", Start().Remove(DocumentPath.Parse("list[0]"), DocumentPath.Parse("list[2]")), """["one"]""" },
            { "appended", Start().Append("list", "three"), """["zero","one","two","three"]""" },
            {
                "prepended",
                Start().Prepend("list", AttributeValue.List("-2", "-1")),
                """["-2","-1","zero","one","two"]"""
            },
            { "appended to nothing", Start().Append("fresh", "a"), """["a"]""" },
            {
                "appended inside",
                Start().Append(DocumentPath.Parse("m.log"), "y"),
                """{"a-b":1,"log":["x","y"],"count":1}"""
            },
            {
                "counted",
                Start().Increment("n").Increment(DocumentPath.Parse("m.count"), 4),
                """{"a-b":1,"log":["x"],"count":5}"""
            },
            { "added inside", Start().Add(DocumentPath.Parse("m.count"), 1), """{"a-b":1,"log":["x"],"count":2}""" },
            { "taken out", Start().Delete("tags", AttributeValue.TextSet("a")), """["b"]""" },
            { "only removed", Start().Remove("status"), "" },
            { "nothing", Start(), "" },
            { "present", Start().Set("a", 1).IfPresent("status").IfPresent(DocumentPath.Parse("m.log[0]")), "" },
            { "named", Start().Set("a", 1).Name("#s", "status").If("#s = :open", ("open", "open")).IfPresent(), "" },
            { "newer", Start().Set("timestamp", 6).IfNewer().If("#timestamp < :most", ("most", 9)), "" },
            { "odd and missing", Start().Set("last-seen", 1).IfMissing("last-seen").IfMissing("group"), "" },
        };

    public async ValueTask InitializeAsync()
    {
        await _client.CreateTableAsync(Table, TestContext.Current.CancellationToken);
        Table.CreateIn(_world);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DeleteTableAsync(Table, TestContext.Current.CancellationToken);
        _client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Updates), DisableDiscoveryEnumeration = true)]
    public async Task An_update_is_done_by_both(string what, UpdateRequest update, string changed)
    {
        var token = TestContext.Current.CancellationToken;
        var items = new List<Item>();
        foreach (var port in (IDynamoDb[])[_world.DynamoDb, new ServiceDynamoDb(_client)])
        {
            await port.PutItemAsync(new() { TableName = Table.Name, Item = Before }, token);
            items.Add((await port.UpdateItemAsync(update.Build(), token)).Attributes!);
        }

        Assert.Equal(items[1], items[0]);
        Assert.Contains(changed, $"{what} {items[0].ToJson()}", StringComparison.Ordinal);
    }

    // DynamoDB would say the same, but only once the event is there.
    [Fact]
    public async Task What_overlaps_is_refused_by_DynamoDB_too()
    {
        var update = UpdateRequest
            .For("1", "s")
            .To(Table.Name)
            .Apply(Item.Of(("tags", AttributeValue.TextSet("x")), ("tags_delete", AttributeValue.TextSet("y"))))
            .Build();
        foreach (var port in (IDynamoDb[])[_world.DynamoDb, new ServiceDynamoDb(_client)])
        {
            var refusal = await Assert.ThrowsAsync<ServiceException>(async () =>
                await port.UpdateItemAsync(update, TestContext.Current.CancellationToken)
            );
            Assert.Contains("overlap", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static UpdateRequest Start() => UpdateRequest.For("1", "s").To(Table.Name);
}
