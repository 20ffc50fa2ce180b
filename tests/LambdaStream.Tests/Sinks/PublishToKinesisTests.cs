using LambdaStream.Connectors;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PublishToKinesisTests : VerbContract
{
    private readonly RecordingKinesis _kinesis = new();

    private protected override IReadOnlyList<Verb> Forms => [source => source.PublishToKinesis()];

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options =>
        new()
        {
            Kinesis = _kinesis,
            StreamName = "hub",
            Random = () => 0,
        };

    // Node: batch and publish
    [Fact]
    public async Task Publish_Events_AreBatchesUnderTheirPartitionKeys()
    {
        var units = await Some.Units(26, Options).Stream().PublishToKinesis().ToListAsync();

        Assert.Equal(26, units.Count);
        Assert.Equal([25, 1], _kinesis.Requests.Select(request => request.Records.Count));
        Assert.Equal("hub", _kinesis.Requests[0].StreamName);
        Assert.Equal("3", _kinesis.Requests[0].Records[3].PartitionKey);
        Assert.Equal("undefined", _kinesis.Events[0].Tag("account"));
        Assert.NotNull(units[0].Get(Slots.KinesisResponse));
    }

    // Node: not publish
    [Fact]
    public async Task Publish_AUnitWithoutAnEvent_Passes()
    {
        var units = await Some.Units(Options, Event.None).Stream().PublishToKinesis().ToListAsync();

        Assert.Single(units);
        Assert.Empty(_kinesis.Requests);
    }

    [Fact]
    public async Task Publish_FailsRecords_IsNoFault()
    {
        _kinesis.OnPutRecords = (_, _) => throw new ServiceException("AccessDeniedException", "no");
        var units = Some.Units(2, Options);

        Assert.Empty(await units.Stream().PublishToKinesis(new() { FailsRecords = true }).ToListAsync());

        var (faults, failures) = units[0].Invocation.Faults.Close();
        Assert.Empty(faults);
        Assert.Equal(["0", "1"], Assert.Single(failures).Unit.Batch.Ids());
    }

    [Fact]
    public async Task Publish_ARetryOfItsOwn_WinsOverTheOptions()
    {
        _kinesis.OnPutRecords = (request, _) =>
            new(
                new PutRecordsResponse
                {
                    FailedRecordCount = 1,
                    Records = [.. request.Records.Select(_ => new PutRecordsResultEntry { ErrorCode = "Busy" })],
                }
            );
        var units = Some.Units(1, Options with { BatchMaxRetries = 5 });

        await units.Stream().PublishToKinesis(new() { Retry = new() { MaxRetries = 1 } }).ToListAsync();

        Assert.Equal(2, _kinesis.Requests.Count);
    }

    // Node: reject with a fault
    [Fact]
    public async Task Publish_AServiceError_IsAFaultOfTheBatch()
    {
        _kinesis.OnPutRecords = (_, _) => throw new ServiceException("AccessDeniedException", "no");
        var units = Some.Units(2, Options);

        Assert.Empty(await units.Stream().PublishToKinesis().ToListAsync());

        Assert.Equal(["0", "1"], Assert.Single(units.Faults()).Unit.Batch.Ids());
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public async Task Publish_APartitionKeyThatKinesisRefuses_IsAFaultOfItsUnitAlone(string key)
    {
        var wrong = Some.Event("1", partitionKey: key is "long" ? new string('k', 257) : key);
        var units = Some.Units(Options, Some.Event("0"), wrong, Some.Event("2"));

        Assert.Equal(["0", "2"], (await units.Stream().PublishToKinesis().ToListAsync()).Ids());

        Assert.Equal("1", Assert.Single(units.Faults()).Unit.Event.Id);
    }

    [Fact]
    public async Task Publish_ARecordAboveItsLimit_IsAFaultOfItsUnitAlone()
    {
        var options = Options with { MaxKinesisRecordSize = 300, CompressionThreshold = null };
        var large = Some.Event("1").With("text", new string('x', 300));
        var units = Some.Units(options, Some.Event("0"), large, Some.Event("2"));

        Assert.Equal(["0", "2"], (await units.Stream().PublishToKinesis().ToListAsync()).Ids());

        Assert.IsType<EntryTooLargeException>(Assert.Single(units.Faults()).Error);
    }

    [Fact]
    public async Task Publish_WhatFailsToTheEnd_IsAFaultAndTheRestFlowOn()
    {
        _kinesis.OnPutRecords = (request, _) =>
            new(
                new PutRecordsResponse
                {
                    Records =
                    [
                        .. request.Records.Select(record => new PutRecordsResultEntry
                        {
                            SequenceNumber = "1",
                            ErrorCode = record.PartitionKey is "1" ? "InternalFailure" : null,
                        }),
                    ],
                }
            );
        var units = Some.Units(3, Options with { BatchMaxRetries = 1 });

        var sent = await units.Stream().PublishToKinesis().ToListAsync();

        Assert.Equal(["0", "2"], sent.Ids());
        Assert.Equal([3, 1], _kinesis.Requests.Select(request => request.Records.Count));
        Assert.Equal(2, sent[0].Get(Slots.KinesisResponse)!.Records.Count);
        Assert.Equal(1, Assert.Single(units.Faults()).Unit.Origins.Count);
    }

    [Fact]
    public async Task Publish_OfOnePartitionKey_OneRequestIsInFlight()
    {
        var gate = new TaskCompletionSource<bool>();
        _kinesis.OnPutRecords = async (request, _) =>
        {
            if (_kinesis.Requests.Count == 1)
                await gate.Task;
            return RecordingKinesis.Accept(request);
        };
        var units = Some.Units(
            Options with
            {
                KinesisBatchSize = 1,
            },
            Some.Event("0", partitionKey: "a"),
            Some.Event("1", partitionKey: "b"),
            Some.Event("2", partitionKey: "a")
        );

        var publishing = units.Stream().PublishToKinesis().ToListAsync().AsTask();

        Assert.Equal(["a", "b"], _kinesis.Requests.Select(request => request.Records[0].PartitionKey));
        gate.SetResult(true);
        Assert.Equal(["0", "1", "2"], (await publishing).Ids());
        Assert.Equal(3, _kinesis.Requests.Count);
    }
}
