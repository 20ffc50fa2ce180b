using LambdaStream.Connectors;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class UpdateDynamoDbTests : VerbContract
{
    private static readonly ServiceException ConditionFailed = new("ConditionalCheckFailedException", "newer");

    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.UpdateDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options => new() { DynamoDb = _table, EntityTableName = "entities" };

    [Fact]
    public async Task Update_SendsTheRequestAndLeavesTheAnswer()
    {
        var answer = new UpdateItemResponse { Attributes = Item.Of(("pk", "0")) };
        _table.OnUpdateItem = (_, _) => new(answer);

        var unit = Assert.Single(await Requests(1).UpdateDynamoDb().ToListAsync());

        var request = Assert.Single(_table.Updates);
        Assert.Equal("entities", request.TableName);
        Assert.Equal("SET #name = :name", request.UpdateExpression);
        Assert.Same(answer, unit.Get(Slots.UpdateResponse));
    }

    [Fact]
    public async Task Update_AUnitWithoutARequest_Passes()
    {
        var units = Some.Units(1, Options);

        Assert.Equal(units, await units.Stream().UpdateDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    [Fact]
    public async Task Update_TheTable_IsTheRequestsElseTheStepsElseTheOptions()
    {
        var all = Options with { EventTableName = "events" };
        await Requests(1, all).UpdateDynamoDb().ToListAsync();
        await Requests(1, all with { EntityTableName = null }).UpdateDynamoDb().ToListAsync();
        await Requests(1, all).UpdateDynamoDb(new() { TableName = "step" }).ToListAsync();
        await Some.Units(1, all)
            .Stream()
            .Map(uow => uow.With(Slots.UpdateRequest, UpdateRequest.For("1", "s").To("own")))
            .UpdateDynamoDb(new() { TableName = "step" })
            .ToListAsync();

        Assert.Equal(["entities", "events", "step", "own"], _table.Updates.Select(request => request.TableName));
    }

    [Fact]
    public async Task Update_WithoutATableOrAPort_IsOneFaultThatSaysSo()
    {
        var noTable = Some.Units(2, Options with { EntityTableName = null });
        var noPort = Some.Units(1, Options with { DynamoDb = null });

        Assert.Empty(await WithRequests(noTable).UpdateDynamoDb().ToListAsync());
        Assert.Empty(await WithRequests(noPort).UpdateDynamoDb().ToListAsync());

        var faults = noTable.Faults();
        Assert.Equal(["0", "1"], faults.Ids());
        Assert.Equal(
            "Pipeline 'pipeline' has no table. Set TableName on the request or the rule, or ENTITY_TABLE_NAME or EVENT_TABLE_NAME.",
            faults[0].Error.Message
        );
        Assert.Equal(
            "The port DynamoDb is missing. Set StreamOptions.DynamoDb.",
            Assert.Single(noPort.Faults()).Error.Message
        );
    }

    [Fact]
    public async Task Update_AConditionThatDoesNotHold_IsAnEmptyAnswer()
    {
        _table.OnUpdateItem = (_, _) => throw ConditionFailed;

        var unit = Assert.Single(await Requests(1).UpdateDynamoDb().ToListAsync());

        Assert.Null(unit.Get(Slots.UpdateResponse)!.Attributes);
        Assert.Empty(unit.Faults());
    }

    [Fact]
    public async Task Update_AConditionThatDoesNotHold_IsAFaultIfToldSo()
    {
        _table.OnUpdateItem = (_, _) => throw ConditionFailed;
        var units = Some.Units(1, Options);

        Assert.Empty(await WithRequests(units).UpdateDynamoDb(new() { ThrowConditionFailure = true }).ToListAsync());
        Assert.Same(ConditionFailed, Assert.Single(units.Faults()).Error);
    }

    [Fact]
    public async Task Update_TheFallback_IsSentOnceWhereTheConditionDoesNotHold()
    {
        var answer = new UpdateItemResponse { Attributes = Item.Of(("pk", "0")) };
        _table.OnUpdateItem = (request, _) =>
            request.Key["sk"].GetText() is "fallback" ? new(answer) : throw ConditionFailed;

        var unit = Assert.Single(await WithFallback(Requests(1)).UpdateDynamoDb().ToListAsync());

        Assert.Equal(["thing", "fallback"], _table.Updates.Select(request => request.Key["sk"].GetText()));
        Assert.Same(answer, unit.Get(Slots.UpdateResponse));
    }

    [Fact]
    public async Task Update_TheFallback_IsNotSentWhereTheConditionHolds()
    {
        await WithFallback(Requests(1)).UpdateDynamoDb().ToListAsync();

        Assert.Single(_table.Updates);
    }

    [Fact]
    public async Task Update_AFallbackWhoseConditionDoesNotHold_IsAnEmptyAnswer()
    {
        _table.OnUpdateItem = (_, _) => throw ConditionFailed;

        var unit = Assert.Single(await WithFallback(Requests(1)).UpdateDynamoDb().ToListAsync());

        Assert.Equal(2, _table.Updates.Count);
        Assert.Null(unit.Get(Slots.UpdateResponse)!.Attributes);
    }

    [Fact]
    public async Task Update_AnyOtherError_IsAFaultAndTheRestFlowOn()
    {
        _table.OnUpdateItem = (request, _) =>
            request.Key["pk"].GetText() is "1"
                ? throw new ServiceException("ValidationException", "no")
                : new(new UpdateItemResponse());
        var units = Some.Units(3, Options);

        Assert.Equal(["0", "2"], (await WithRequests(units).UpdateDynamoDb().ToListAsync()).Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    [Fact]
    public async Task Update_OfOneItem_OneRequestIsInFlightInTheOrderOfTheStream()
    {
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToArray();
        var sent = new List<string>();
        _table.OnUpdateItem = async (request, _) =>
        {
            var n = request.ExpressionAttributeValues![":name"].GetText()!;
            sent.Add(n);
            await gates[int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)].Task;
            return new();
        };
        string[] keys = ["a", "a", "b", "a"];

        var all = WithRequests(Some.Units(4, Options), uow => keys[uow.Record!.Index])
            .UpdateDynamoDb(new() { Parallel = 4 })
            .ToListAsync();

        Assert.Equal(["0", "2"], sent);
        gates[0].SetResult();
        Assert.Equal(["0", "2", "1"], sent);
        gates[1].SetResult();
        gates[3].SetResult();
        gates[2].SetResult();
        Assert.Equal(["0", "1", "2", "3"], (await all).Ids());
        Assert.Equal(["0", "2", "1", "3"], sent);
    }

    [Fact]
    public async Task Update_TheSameKeyInAnotherTable_IsAnotherItem()
    {
        var gate = new TaskCompletionSource();
        _table.OnUpdateItem = async (_, _) =>
        {
            await gate.Task;
            return new();
        };

        var all = Some.Units(2, Options)
            .Stream()
            .Map(uow => uow.With(Slots.UpdateRequest, UpdateRequest.For("1", "s").To($"table-{uow.Event.Id}")))
            .UpdateDynamoDb()
            .ToListAsync();

        Assert.Equal(2, _table.Updates.Count);
        gate.SetResult();
        await all;
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(2, 2)]
    public async Task Update_AsManyAreInFlightAsTold(int? parallel, int expected)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.OnUpdateItem = async (_, _) =>
        {
            await gate.Task;
            return new();
        };

        var all = Requests(10).UpdateDynamoDb(new() { Parallel = parallel }).ToListAsync();

        Assert.Equal(expected, _table.Updates.Count);
        gate.SetResult();
        Assert.Equal(10, (await all).Count);
    }

    [Fact]
    public async Task Update_GoesNoFasterThanItsRate()
    {
        var time = new FakeTimeProvider();

        var all = Requests(3, Options with { Time = time })
            .UpdateDynamoDb(new() { Rate = new(2, TimeSpan.FromSeconds(1)) })
            .ToListAsync();

        Assert.Equal(2, _table.Updates.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await all).Count);
    }

    [Fact]
    public async Task Update_ThePort_GetsTheUnitsToken()
    {
        using var cancellation = new CancellationTokenSource();
        CancellationToken given = default;
        _table.OnUpdateItem = (_, token) =>
        {
            given = token;
            return new(new UpdateItemResponse());
        };
        var units = Some.Units(Some.Invocation(Options, cancellation.Token), Some.Event("0"));

        await WithRequests(units).UpdateDynamoDb().ToListAsync();

        Assert.False(given.IsCancellationRequested);
        await cancellation.CancelAsync();
        Assert.True(given.IsCancellationRequested);
    }

    private IAsyncEnumerable<UnitOfWork> Requests(int count, StreamOptions? options = null) =>
        WithRequests(Some.Units(count, options ?? Options));

    private static IAsyncEnumerable<UnitOfWork> WithRequests(
        IReadOnlyList<UnitOfWork> units,
        Func<UnitOfWork, string>? key = null
    ) =>
        units
            .Stream()
            .Map(uow =>
                uow.With(
                    Slots.UpdateRequest,
                    UpdateRequest.For(key?.Invoke(uow) ?? uow.Event.Id, "thing").Set("name", uow.Event.Id)
                )
            );

    private static IAsyncEnumerable<UnitOfWork> WithFallback(IAsyncEnumerable<UnitOfWork> units) =>
        units.Map(uow => uow.With(Slots.FallbackUpdateRequest, UpdateRequest.For(uow.Event.Id, "fallback")));
}
