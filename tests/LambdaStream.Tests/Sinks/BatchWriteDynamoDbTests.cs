using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class BatchWriteDynamoDbTests : VerbContract
{
    private readonly RecordingDynamoDb _table = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.BatchWriteDynamoDb()];

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options =>
        new()
        {
            DynamoDb = _table,
            EventTableName = "events",
            Random = () => 0,
        };

    [Fact]
    public async Task Write_PutsAndDeletes_GoInBatchesOf25()
    {
        var units = Some.Units(26, Options);

        Assert.Equal(26, (await WriteAsync(units, uow => uow.Event.Id is "1" ? Delete(uow) : Put(uow))).Count);

        Assert.Equal([25, 1], Sent());
        var first = _table.BatchWrites[0].RequestItems["events"];
        Assert.Equal("0", first[0].PutRequest!.Item["pk"].GetText());
        Assert.Equal("1", first[1].DeleteRequest!.Key["pk"].GetText());
    }

    [Fact]
    public async Task Write_ABatch_HasNoMoreBytesThanTold()
    {
        await WriteAsync(Some.Units(3, Options), Put, new() { MaxRequestSize = 70 });

        Assert.Equal([2, 1], Sent());
    }

    [Fact]
    public async Task Write_AnItemThatComesAgain_BeginsTheNextBatch()
    {
        string[] keys = ["a", "b", "a", "c"];

        await WriteAsync(Some.Units(4, Options), uow => WriteRequest.Put(Row(keys[uow.Record!.Index])));

        Assert.Equal([2, 2], Sent());
    }

    [Fact]
    public async Task Write_ADeleteOfAnItemThatWasPut_ComesBehindIt()
    {
        await WriteAsync(
            Some.Units(2, Options),
            uow => uow.Event.Id is "0" ? WriteRequest.Put(Row("a")) : WriteRequest.Delete(Row("a"))
        );

        Assert.Equal([1, 1], Sent());
        Assert.NotNull(_table.BatchWrites[1].RequestItems["events"][0].DeleteRequest);
    }

    [Fact]
    public async Task Write_TheTable_IsTheRequestsElseTheStepsElseTheOptions()
    {
        await WriteAsync(
            Some.Units(2, Options),
            uow => Put(uow) with { TableName = uow.Event.Id is "0" ? "own" : null }
        );
        await WriteAsync(Some.Units(1, Options), Put, new() { TableName = "step" });
        await WriteAsync(Some.Units(1, Options with { EventTableName = null, EntityTableName = "entities" }), Put);

        Assert.Equal(
            ["own", "events", "step", "entities"],
            _table.BatchWrites.SelectMany(request => request.RequestItems.Keys)
        );
    }

    [Fact]
    public async Task Write_WithoutATable_IsAFaultThatSaysSo()
    {
        var units = Some.Units(1, Options with { EventTableName = null });

        Assert.Empty(await WriteAsync(units, Put));
        Assert.Contains("EVENT_TABLE_NAME", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ARequestThatIsNeitherPutNorDelete_IsAFaultAndTheRestGo()
    {
        var units = Some.Units(2, Options);

        Assert.Equal(["1"], (await WriteAsync(units, uow => uow.Event.Id is "0" ? new() : Put(uow))).Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    [Fact]
    public async Task Write_WhatTheServiceDidNotGetTo_IsSentAgainAlone()
    {
        _table.OnBatchWriteItem = (request, _) =>
            new(_table.BatchWrites.Count == 1 ? Leaving(request, "1") : new BatchWriteItemResponse());

        var units = await WriteAsync(Some.Units(3, Options), Put);

        Assert.Equal(["0", "1", "2"], units.Ids());
        Assert.Equal([3, 1], Sent());
    }

    [Fact]
    public async Task Write_WhatTheServiceNeverGetsTo_IsAFaultOfItsRecordsOnly()
    {
        _table.OnBatchWriteItem = (request, _) => new(Leaving(request, "1"));
        var units = Some.Units(3, Options with { BatchMaxRetries = 2 });

        Assert.Equal(["0", "2"], (await WriteAsync(units, Put)).Ids());

        Assert.Equal([3, 1, 1], Sent());
        var fault = Assert.Single(units.Faults());
        Assert.IsType<BatchFailedException>(fault.Error);
        Assert.Equal((1, 1), (fault.Unit.Origins.Count, fault.Unit.Origins[0].Index));
        Assert.Equal("UnprocessedItem", fault.Unit.Get(Slots.FailedEntries)!.Single().Code);
    }

    [Fact]
    public async Task Write_ABatchThatIsRefusedForOneRequest_IsAFaultOfThatOneOnly()
    {
        _table.OnBatchWriteItem = (request, _) =>
            request.RequestItems["events"].Any(write => Key(write) is "1")
                ? throw new ServiceException("ValidationException", "Type mismatch for key")
                : new(new BatchWriteItemResponse());
        var units = Some.Units(3, Options);

        Assert.Equal(["0", "2"], (await WriteAsync(units, Put)).Ids());

        Assert.Equal([3, 1, 1, 1], Sent());
        var fault = Assert.Single(units.Faults());
        Assert.Equal("Type mismatch for key", fault.Error.Message);
        Assert.Equal(1, fault.Unit.Origins.Count);
    }

    [Fact]
    public async Task Write_AnyOtherError_IsAFaultOfTheBatch()
    {
        _table.OnBatchWriteItem = (_, _) => throw new ServiceException("ResourceNotFoundException", "no table");
        var units = Some.Units(2, Options);

        Assert.Empty(await WriteAsync(units, Put));

        Assert.Equal([2], Sent());
        Assert.Equal("no table", Assert.Single(units.Faults()).Error.Message);
    }

    [Fact]
    public async Task Write_AnAnswerThatLeavesWhatWasNotAsked_LeavesNothingForWritten()
    {
        _table.OnBatchWriteItem = (_, _) =>
            new(
                _table.BatchWrites.Count > 1
                    ? new BatchWriteItemResponse()
                    : new() { UnprocessedItems = Table("events", WriteRequest.Put(Row("other"))) }
            );

        Assert.Equal(2, (await WriteAsync(Some.Units(2, Options), Put)).Count);
        Assert.Equal([2, 2], Sent());
    }

    private IEnumerable<int> Sent() =>
        _table.BatchWrites.Select(request => request.RequestItems.Values.Sum(writes => writes.Count));

    private static WriteRequest Put(UnitOfWork uow) => WriteRequest.Put(Row(uow.Event.Id!));

    private static WriteRequest Delete(UnitOfWork uow) => WriteRequest.Delete(Row(uow.Event.Id!));

    private static Item Row(string pk) => Item.Of(("pk", pk), ("sk", "s"));

    private static string? Key(WriteRequest write) => write.PutRequest!.Item["pk"].GetText();

    private static BatchWriteItemResponse Leaving(BatchWriteItemRequest request, string pk) =>
        new()
        {
            UnprocessedItems = Table("events", [.. request.RequestItems["events"].Where(write => Key(write) == pk)]),
        };

    private static Dictionary<string, IReadOnlyList<WriteRequest>> Table(string name, params WriteRequest[] writes) =>
        new() { [name] = writes };

    private static ValueTask<List<UnitOfWork>> WriteAsync(
        IReadOnlyList<UnitOfWork> units,
        Func<UnitOfWork, WriteRequest> request,
        BatchWriteOptions? options = null
    ) =>
        units
            .Stream()
            .Map(uow => uow.With(Slots.ItemWriteRequest, request(uow)))
            .BatchWriteDynamoDb(options)
            .ToListAsync();
}
