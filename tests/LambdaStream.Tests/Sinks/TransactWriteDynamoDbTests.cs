using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class TransactWriteDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.TransactWriteDynamoDb()];

    private protected override int MostReadsPerUnit => 2;

    private StreamOptions Options =>
        new()
        {
            DynamoDb = _table,
            EntityTableName = "entities",
            Random = () => 0,
        };

    [Fact]
    public async Task Transact_SendsOneTransactionOfAUnit()
    {
        var units = Some.Units(2, Options);

        Assert.Equal(["0", "1"], (await WriteAsync(units, EveryKind)).Ids());

        Assert.Equal(2, _table.Transactions.Count);
        var parts = _table.Transactions[0].TransactItems;
        Assert.Equal("SET #name = :name", parts[0].Update!.UpdateExpression);
        Assert.Equal(
            ["entities", "entities", "other", "entities"],
            [
                parts[0].Update!.TableName,
                parts[1].Put!.TableName,
                parts[2].Delete!.TableName,
                parts[3].ConditionCheck!.TableName,
            ]
        );
    }

    [Fact]
    public async Task Transact_AUnitWithoutARequest_Passes()
    {
        var units = Some.Units(1, Options);

        Assert.Equal(units, await units.Stream().TransactWriteDynamoDb().ToListAsync());
        Assert.Empty(_table.Requests);
    }

    [Fact]
    public async Task Transact_WithoutATable_IsAFaultThatSaysSo()
    {
        var units = Some.Units(1, Options with { EntityTableName = null });

        Assert.Empty(await WriteAsync(units, EveryKind));
        Assert.Contains("ENTITY_TABLE_NAME", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transact_ConditionsThatDoNotHold_AreInTheAnswer()
    {
        _table.OnTransactWriteItems = (_, _) => throw Canceled("None", "ConditionalCheckFailed");
        var units = Some.Units(1, Options);

        var unit = Assert.Single(await WriteAsync(units, EveryKind));

        Assert.Equal(
            ["None", "ConditionalCheckFailed"],
            unit.Get(Slots.TransactWriteResponse)!.CancellationReasons.Select(reason => reason.Code)
        );
        Assert.Empty(units.Faults());
    }

    [Fact]
    public async Task Transact_ConditionsThatDoNotHold_AreAFaultIfToldSo()
    {
        _table.OnTransactWriteItems = (_, _) => throw Canceled("ConditionalCheckFailed");
        var units = Some.Units(1, Options);

        Assert.Empty(await WriteAsync(units, EveryKind, new() { ThrowConditionFailure = true }));

        var error = Assert.IsType<TransactionCanceledException>(Assert.Single(units.Faults()).Error);
        Assert.Equal("ConditionalCheckFailed", Assert.Single(error.Reasons).Code);
    }

    [Fact]
    public async Task Transact_TheFallback_IsSentWhereConditionsDoNotHold()
    {
        _table.OnTransactWriteItems = (request, _) =>
            request.TransactItems.Count == 1
                ? new(new TransactWriteItemsResponse())
                : throw Canceled("ConditionalCheckFailed");
        var units = Some.Units(1, Options)
            .Select(uow =>
                uow.With(
                    Slots.FallbackTransactWriteRequest,
                    TransactWriteItemsRequest.Of(UpdateRequest.For("1", "fallback").Set("late", true))
                )
            )
            .ToList();

        var unit = Assert.Single(await WriteAsync(units, EveryKind));

        Assert.Equal([4, 1], _table.Transactions.Select(request => request.TransactItems.Count));
        Assert.Empty(unit.Get(Slots.TransactWriteResponse)!.CancellationReasons);
    }

    [Theory]
    [InlineData("TransactionConflict")]
    [InlineData("ThrottlingError")]
    [InlineData("ProvisionedThroughputExceeded")]
    public async Task Transact_OneThatMeetsAnother_IsSentAgain(string code)
    {
        _table.OnTransactWriteItems = (_, _) =>
            _table.Transactions.Count < 3 ? throw Canceled("None", code) : new(new TransactWriteItemsResponse());

        Assert.Single(await WriteAsync(Some.Units(1, Options), EveryKind));

        Assert.Equal(3, _table.Transactions.Count);
    }

    [Fact]
    public async Task Transact_OneThatAlwaysMeetsAnother_IsAFaultThatPassesByItself()
    {
        _table.OnTransactWriteItems = (_, _) => throw Canceled("TransactionConflict");
        var units = Some.Units(1, Options with { BatchMaxRetries = 2 });

        Assert.Empty(await WriteAsync(units, EveryKind));

        Assert.Equal(3, _table.Transactions.Count);
        Assert.True(Retryable.IsRetryable(Assert.Single(units.Faults()).Error));
    }

    [Theory]
    [InlineData("ValidationError")]
    [InlineData("ItemCollectionSizeLimitExceeded")]
    [InlineData("ConditionalCheckFailed", "TransactionConflict")]
    public async Task Transact_AnyOtherCancellation_IsAFaultAtOnce(params string[] codes)
    {
        _table.OnTransactWriteItems = (_, _) => throw Canceled(codes);
        var units = Some.Units(1, Options);

        Assert.Empty(await WriteAsync(units, EveryKind));

        Assert.Single(_table.Transactions);
        Assert.False(Retryable.IsRetryable(Assert.Single(units.Faults()).Error));
    }

    [Fact]
    public async Task Transact_OfOneItem_OneTransactionIsInFlight()
    {
        var gate = new TaskCompletionSource();
        _table.OnTransactWriteItems = async (_, _) =>
        {
            await gate.Task;
            return new();
        };
        string[] shared = ["a", "b", "a"];

        var all = WriteAsync(
            Some.Units(3, Options),
            uow =>
                TransactWriteItemsRequest.Of(
                    new PutItemRequest { Item = Item.Of(("pk", uow.Event.Id), ("sk", "s")) },
                    UpdateRequest.For(shared[uow.Record!.Index], "s").Add("count", 1)
                )
        );

        Assert.Equal(2, _table.Transactions.Count);
        gate.SetResult();
        Assert.Equal(3, (await all).Count);
        Assert.Equal(3, _table.Transactions.Count);
    }

    [Fact]
    public async Task Transact_WhatAQueryHasReadOfItsTables_IsForgotten()
    {
        var units = Some.Units(1, Options).Select(uow => uow.With(Slots.QueryRequest, new() { TableName = "other" }));

        await units
            .ToList()
            .Stream()
            .QueryAllDynamoDb()
            .Map(uow => uow.With(Slots.TransactWriteRequest, EveryKind(uow)))
            .TransactWriteDynamoDb()
            .QueryAllDynamoDb()
            .ToListAsync();

        Assert.Equal(2, _table.Queries.Count);
    }

    private static TransactWriteItemsRequest EveryKind(UnitOfWork uow) =>
        TransactWriteItemsRequest.Of(
            UpdateRequest.For(uow.Event.Id, "update").Set("name", "x"),
            new PutItemRequest { Item = Item.Of(("pk", uow.Event.Id), ("sk", "put")) },
            new DeleteItemRequest { TableName = "other", Key = Item.Of(("pk", uow.Event.Id), ("sk", "delete")) },
            new ConditionCheck
            {
                Key = Item.Of(("pk", uow.Event.Id), ("sk", "check")),
                ConditionExpression = "attribute_exists(pk)",
            }
        );

    private static TransactionCanceledException Canceled(params string[] codes) =>
        new("canceled", [.. codes.Select(code => new CancellationReason { Code = code })]);

    private static ValueTask<List<UnitOfWork>> WriteAsync(
        IReadOnlyList<UnitOfWork> units,
        Func<UnitOfWork, TransactWriteItemsRequest> request,
        TransactWriteOptions? options = null
    ) =>
        units
            .Stream()
            .Map(uow => uow.With(Slots.TransactWriteRequest, request(uow)))
            .TransactWriteDynamoDb(options)
            .ToListAsync();
}
