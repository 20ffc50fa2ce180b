using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Encryption;

// Node: decrypt data - query function
public class DecryptQueriedTests
{
    private static readonly Item Row = Item.Of(
        ("pk", "1"),
        ("name", SomeKey.Encrypted("name", "Ann Example")),
        ("eem", SomeKey.Metadata("name"))
    );

    private static readonly Item Clear = Item.Of(("pk", "2"), ("name", "never secret"));

    private readonly RecordingKms _kms = SomeKey.Kms();
    private readonly RecordingDynamoDb _dynamoDb = new()
    {
        OnQuery = (_, _) => new(new QueryResponse { Items = [Row, Clear] }),
        OnScan = (_, _) => new(new ScanResponse { Items = [Row, Clear] }),
        OnBatchGetItem = (_, _) =>
            new(
                new BatchGetItemResponse
                {
                    Responses = new Dictionary<string, IReadOnlyList<Item>> { ["t"] = [Row, Clear] },
                }
            ),
    };

    [Fact]
    public async Task QueryAll_DecryptsItemsWithMetadata()
    {
        var unit = Unit().With(Slots.QueryRequest, new QueryRequest { TableName = "t" });

        var found = Assert.Single(await new[] { unit }.Stream().QueryAllDynamoDb().ToListAsync());

        Assert.Equal(["Ann Example", "never secret"], found.Get(Slots.QueryResponse)!.Select(Name));
    }

    [Fact]
    public async Task QueryAll_WithAndWithoutDecryption_DoNotShareAnAnswer()
    {
        var invocation = Some.Invocation(Options);
        var units = Some.Units(invocation, Some.Event())
            .Select(uow => uow.With(Slots.QueryRequest, new QueryRequest { TableName = "t" }))
            .ToList();

        var clear = await units.Stream().QueryAllDynamoDb().ToListAsync();
        var asTheyAre = await units.Stream().QueryAllDynamoDb(new() { Decrypt = false }).ToListAsync();

        Assert.Equal("Ann Example", Name(clear[0].Get(Slots.QueryResponse)![0]));
        Assert.Equal(Row, asTheyAre[0].Get(Slots.QueryResponse)![0]);
    }

    [Fact]
    public async Task BatchGet_DecryptsItemsWithMetadata()
    {
        var keys = new KeysAndAttributes { Keys = [Item.Of(("pk", "1"))] };
        var unit = Unit()
            .With(
                Slots.BatchGetRequest,
                new BatchGetItemRequest { RequestItems = new Dictionary<string, KeysAndAttributes> { ["t"] = keys } }
            );

        var found = Assert.Single(await new[] { unit }.Stream().BatchGetDynamoDb().ToListAsync());

        Assert.Equal(["Ann Example", "never secret"], found.Get(Slots.BatchGetResponse)!.Responses["t"].Select(Name));
    }

    [Fact]
    public async Task ScanAndQuerySplit_DecryptItemsWithMetadata()
    {
        var scan = Unit().With(Slots.ScanRequest, new ScanRequest { TableName = "t" });
        var query = Unit().With(Slots.QuerySplitRequest, new QueryRequest { TableName = "t" });

        var scanned = await new[] { scan }.Stream().ScanSplitDynamoDb().ToListAsync();
        var queried = await new[] { query }.Stream().QuerySplitDynamoDb().ToListAsync();

        Assert.Equal(["Ann Example", "never secret"], scanned.Select(uow => Name(uow.Get(Slots.ScanResponse)!.Item)));
        Assert.Equal(
            ["Ann Example", "never secret"],
            queried.Select(uow => Name(uow.Get(Slots.QuerySplitResponse)!.Item))
        );
    }

    [Fact]
    public async Task DecryptQueriedIsOff_LeavesItemsAsTheyAre()
    {
        var unit = Some.Unit(options: Options with { DecryptQueried = false })
            .With(Slots.QueryRequest, new QueryRequest { TableName = "t" });

        var found = Assert.Single(await new[] { unit }.Stream().QueryAllDynamoDb().ToListAsync());

        Assert.Equal(Row, found.Get(Slots.QueryResponse)![0]);
        Assert.Empty(_kms.Requests);
    }

    [Fact]
    public async Task KmsRefuses_IsAFault()
    {
        _kms.OnDecrypt = (_, _) => throw new ServiceException("AccessDeniedException", "no");
        var unit = Unit().With(Slots.QueryRequest, new QueryRequest { TableName = "t" });

        Assert.Empty(await new[] { unit }.Stream().QueryAllDynamoDb().ToListAsync());
        Assert.Equal("AccessDeniedException", Assert.IsType<ServiceException>(Assert.Single(unit.Faults()).Error).Code);
    }

    private StreamOptions Options => SomeKey.Options(_kms) with { DynamoDb = _dynamoDb };

    private UnitOfWork Unit() => Some.Unit(options: Options);

    private static string Name(Item item) => item["name"].GetText()!;
}
