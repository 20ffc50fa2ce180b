using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class SplitDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.ScanSplitDynamoDb(), source => source.QuerySplitDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { DynamoDb = _table, TableName = "any" };

    [Fact]
    public async Task CallScan_GivesAUnitForEachItemOfEachPage()
    {
        Pages([Row(0), Row(1)], [], [Row(2)]);

        var units = await Scans(new()).ScanSplitDynamoDb().ToListAsync();

        Assert.Equal(["0", "1", "2"], units.Select(uow => Pk(uow.Get(Slots.ScanResponse)!.Item)));
        Assert.Equal(["1", "1", null], units.Select(uow => Pk(uow.Get(Slots.ScanResponse)!.LastEvaluatedKey)));
        Assert.Equal([null, null, "p1"], units.Select(uow => Pk(uow.Get(Slots.ScanRequest)!.ExclusiveStartKey)));
        Assert.Equal(3, _table.Requests.Count);
        Assert.All(_table.Requests.Cast<ScanRequest>(), request => Assert.Equal("any", request.TableName));
    }

    [Fact]
    public async Task CallQuery_GivesAUnitForEachItemOfEachPage()
    {
        Pages([Row(0), Row(1)], [Row(2)]);

        var units = await Queries(new() { KeyConditionExpression = "k" }).QuerySplitDynamoDb().ToListAsync();

        Assert.Equal(["0", "1", "2"], units.Select(uow => Pk(uow.Get(Slots.QuerySplitResponse)!.Item)));
        Assert.Equal(["1", "1", null], units.Select(uow => Pk(uow.Get(Slots.QuerySplitResponse)!.LastEvaluatedKey)));
        Assert.Equal([null, "1"], _table.Queries.Select(query => Pk(query.ExclusiveStartKey)));
    }

    [Fact]
    public async Task CallScanSplitDynamoDB_Limit1()
    {
        Pages([Row(0)], [Row(1)]);

        Assert.Single(await Scans(new() { Limit = 1 }).ScanSplitDynamoDb().ToListAsync());
        Assert.Single(_table.Requests);
    }

    [Fact]
    public async Task CallQuerySplitDynamoDB_Limit1()
    {
        Pages([Row(0)], [Row(1)]);

        Assert.Single(await Queries(new() { Limit = 1 }).QuerySplitDynamoDb().ToListAsync());
        Assert.Single(_table.Requests);
    }

    [Fact]
    public async Task CallScanSplitDynamoDB_PassThroughIfNoScanRequest()
    {
        var units = Some.Units(2, Options);

        Assert.Equal(units, await units.Stream().ScanSplitDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    [Fact]
    public async Task CallQuerySplitDynamoDB_PassThroughIfNoQueryRequest()
    {
        var units = Some.Units(2, Options);

        Assert.Equal(units, await units.Stream().QuerySplitDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(1, 1)]
    public async Task CallScan_SeveralUnits_BeginSeveralScansAtOnce(int? parallel, int begun)
    {
        var gate = new TaskCompletionSource();
        _table.OnScan = async (_, _) =>
        {
            await gate.Task;
            return new() { Items = [Row(0)] };
        };
        var units = Scans(new(), Some.Units(4, Options with { ScanParallel = 3 }));

        var items = units.ScanSplitDynamoDb(new() { Parallel = parallel }).ToListAsync();

        Assert.Equal(begun, _table.Requests.Count);
        gate.SetResult();
        Assert.Equal(["0", "1", "2", "3"], (await items).Ids());
    }

    // The Node library gave all items of the last page.
    [Fact]
    public async Task ALimit_IsATotalAndTheCursorStandsBehindTheLastItem()
    {
        Pages([Row(0), Row(1)], [Row(2), Row(3)], [Row(4)]);

        var units = await Scans(new() { Limit = 3 }).ScanSplitDynamoDb().ToListAsync();

        Assert.Equal(["0", "1", "2"], units.Select(uow => Pk(uow.Get(Slots.ScanResponse)!.Item)));
        Assert.Equal(Item.Of(("pk", "2")), units[2].Get(Slots.ScanResponse)!.LastEvaluatedKey);
        Assert.Equal(2, _table.Requests.Count);
    }

    [Fact]
    public async Task ALimit_WhereTheKeyIsNotProjected_PassesNothingOver()
    {
        Pages([Row(0), Row(1)], [Item.Of(("name", "x")), Item.Of(("name", "y"))], [Row(4)]);

        var units = await Scans(new() { Limit = 3 }).ScanSplitDynamoDb().ToListAsync();

        Assert.Equal(4, units.Count);
        Assert.Equal("p1", Pk(units[3].Get(Slots.ScanResponse)!.LastEvaluatedKey));
    }

    // The Node library asked again and again.
    [Fact]
    public async Task APageThatFails_IsOneFault_AndTheNextUnitGoesOn()
    {
        var asked = 0;
        _table.OnScan = (request, _) =>
            ++asked switch
            {
                1 => new(new ScanResponse { Items = [Row(0)], LastEvaluatedKey = Row(0) }),
                2 => throw new TimeoutException(),
                _ => new(new ScanResponse { Items = [Row(9)] }),
            };
        var sources = Some.Units(2, Options);

        var units = await Scans(new(), sources).ScanSplitDynamoDb().ToListAsync();

        Assert.Equal(["0", "9"], units.Select(uow => Pk(uow.Get(Slots.ScanResponse)!.Item)));
        Assert.Equal(["0"], sources.Faults().Ids());
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Pages_AreReadAsTheyAreWanted()
    {
        Pages([Row(0)], [Row(1)], [Row(2)]);

        await foreach (var uow in Scans(new()).ScanSplitDynamoDb())
        {
            if (Pk(uow.Get(Slots.ScanResponse)!.Item) == "1")
                break;
        }

        Assert.Equal(2, _table.Requests.Count);
    }

    [Fact]
    public async Task TheStart_IsTheRequestsOwn()
    {
        Pages([Row(0)]);

        await Scans(new() { ExclusiveStartKey = Row(7), TableName = "own" }).ScanSplitDynamoDb().ToListAsync();

        var request = Assert.IsType<ScanRequest>(Assert.Single(_table.Requests));
        Assert.Equal(("7", "own"), (Pk(request.ExclusiveStartKey), request.TableName));
    }

    [Fact]
    public async Task WithoutATable_IsAFaultThatSaysSo()
    {
        var units = Some.Units(1, Options with { TableName = null });

        Assert.Empty(await Scans(new(), units).ScanSplitDynamoDb().ToListAsync());
        Assert.Contains("TABLE_NAME", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    private IAsyncEnumerable<UnitOfWork> Scans(ScanRequest request, IReadOnlyList<UnitOfWork>? units = null) =>
        (units ?? Some.Units(1, Options)).Stream().Map(uow => uow.With(Slots.ScanRequest, request));

    private IAsyncEnumerable<UnitOfWork> Queries(QueryRequest request) =>
        Some.Units(1, Options).Stream().Map(uow => uow.With(Slots.QuerySplitRequest, request));

    // A page ends at its last item, or at p and its number where that has no key.
    private void Pages(params Item[][] pages)
    {
        var next = 0;
        (IReadOnlyList<Item>, Item?) Next()
        {
            var page = pages[next++];
            var last = page.Length > 0 && page[^1].Contains("pk") ? page[^1] : Item.Of(("pk", $"p{next - 1}"));
            return (page, next < pages.Length ? Item.Of(("pk", last["pk"])) : null);
        }
        _table.OnScan = (_, _) =>
        {
            var (items, last) = Next();
            return new(new ScanResponse { Items = items, LastEvaluatedKey = last });
        };
        _table.OnQuery = (_, _) =>
        {
            var (items, last) = Next();
            return new(new QueryResponse { Items = items, LastEvaluatedKey = last });
        };
    }

    private static Item Row(int pk) => Item.Of(("pk", $"{pk}"), ("name", "n"));

    private static string? Pk(Item? item) => item?["pk"].GetText();
}
