using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class PublishToEventBridgeTests : VerbContract
{
    private readonly RecordingEventBridge _bus = new();

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.PublishToEventBridge(), source => source.PublishToEventBridge(new() { Event = Slots.Emit })];

    private protected override StreamOptions UnitOptions => Options;

    private StreamOptions Options =>
        new()
        {
            EventBridge = _bus,
            BusName = "bus",
            Random = () => 0,
        };

    [Theory]
    [InlineData(null, "all")]
    [InlineData("own", "own")]
    public async Task Publish_AGlobalEndpoint_IsTheSinksElseTheOptions(string? own, string expected)
    {
        var units = Some.Units(1, Options with { BusEndpointId = "all" });

        await units.Stream().PublishToEventBridge(new() { EndpointId = own }).ToListAsync();

        Assert.Equal(expected, Assert.Single(_bus.Requests).EndpointId);
    }

    [Fact]
    public async Task Publish_AnEvent_IsAnEntryWithItsTags()
    {
        var options = Options with
        {
            Account = "dev",
            Region = "us-east-1",
            Stage = "np",
            Source = "svc",
            FunctionName = "fn",
        };

        var unit = Assert.Single(await Some.Units(1, options).Stream().PublishToEventBridge().ToListAsync());

        var entry = Assert.Single(Assert.Single(_bus.Requests).Entries);
        Assert.Equal(("bus", "custom", "thing-created"), (entry.EventBusName, entry.Source, entry.DetailType));
        Assert.Equal(
            """{"type":"thing-created","id":"0","partitionKey":"0","timestamp":1548967022000,"thing":{"id":"0"},"tags":{"account":"dev","region":"us-east-1","stage":"np","source":"svc","functionname":"fn","pipeline":"pipeline"}}""",
            entry.Detail.ToString()
        );
        Assert.Equal("svc", unit.Event.Tag("source"));
        Assert.Same(entry, unit.Get(Slots.PublishRequestEntry));
        Assert.Equal("0", Assert.Single(unit.Get(Slots.PublishResponse)!.Entries).EventId);
        Assert.NotNull(unit.Get(Slots.PublishRequest));
    }

    [Fact]
    public async Task Publish_WhatIsNotKnown_IsTaggedUndefinedAndOwnTagsWin()
    {
        var units = Some.Units(
            Options,
            Some.Event().With("tags", Json.ObjectOf(("source", "own"), ("custom", "x"), ("region", Json.Null)))
        );

        await units.Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal(
            """{"account":"undefined","stage":"undefined","functionname":"undefined","pipeline":"pipeline","source":"own","custom":"x","region":null}""",
            Assert.Single(_bus.Events).Tags.ToString()
        );
    }

    [Fact]
    public async Task Publish_InATest_TagsEventsToBeSkipped()
    {
        await Some.Units(1, Options with { TagAsTest = true }).Stream().PublishToEventBridge().ToListAsync();

        Assert.True(Assert.Single(_bus.Events).Tags["skip"].GetBoolean());
    }

    [Fact]
    public async Task Publish_TheEventOfASlot_InThePlaceOfTheUnits()
    {
        var units = Some.Units(3, Options);

        var passed = await units
            .Stream()
            .Map(uow => uow.Event.Id is "1" ? uow : uow.With(Slots.Emit, Event.Of("emitted", ("id", uow.Event.Id))))
            .PublishToEventBridge(new() { Event = Slots.Emit })
            .ToListAsync();

        Assert.Equal([("emitted", "0"), ("emitted", "2")], _bus.Events.Select(e => (e.Type, e.Id!)));
        Assert.Equal(["0", "2", "1"], passed.Ids());
        Assert.False(passed[2].Has(Slots.PublishRequest));
        Assert.Equal("pipeline", passed[0].Get(Slots.Emit)!.Tag("pipeline"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publish_AUnitWithoutAnEvent_Passes(bool isSlot)
    {
        var units = Some.Units(Options, Event.None);
        var stream = isSlot
            ? units
                .Stream()
                .Map(uow => uow.With(Slots.Emit, Event.None))
                .PublishToEventBridge(new() { Event = Slots.Emit })
            : units.Stream().PublishToEventBridge();

        Assert.Single(await stream.ToListAsync());
        Assert.Empty(_bus.Requests);
    }

    [Fact]
    public async Task Publish_GoesInBatchesOfTenAtMost()
    {
        await Some.Units(25, Options with { PublishBatchSize = 100 }).Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal([10, 10, 5], _bus.Requests.Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Publish_BatchesAreAsLargeAsTold()
    {
        await Some.Units(5, Options).Stream().PublishToEventBridge(new() { BatchSize = 2 }).ToListAsync();

        Assert.Equal([2, 2, 1], _bus.Requests.Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Publish_BatchesHaveNoMoreBytesThanTold()
    {
        var units = Some.Units(6, Options);
        var size = (await units.Stream().PublishToEventBridge().ToListAsync())
            .Select(uow => EntrySize.Of(uow.Get(Slots.PublishRequestEntry)!))
            .Distinct()
            .Single();
        var before = _bus.Requests.Count;

        await units.Stream().PublishToEventBridge(new() { MaxRequestSize = (int)(3 * size) - 1 }).ToListAsync();

        Assert.Equal([2, 2, 2], _bus.Requests.Skip(before).Select(request => request.Entries.Count));
    }

    [Fact]
    public async Task Publish_AnEventThatIsTooLarge_IsAFaultAndTheRestFlowOn()
    {
        var options = Options with { CompressionThreshold = null, MaxPublishRequestSize = 1_000 };
        var units = Some.Units(options, Some.Event("0").With("text", new string('x', 1_000)), Some.Event("1"));

        var passed = await units.Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal(["1"], passed.Ids());
        Assert.IsType<EntryTooLargeException>(Assert.Single(units.Faults()).Error);
    }

    // As JSON.stringify(entry) has it, where the Detail is JSON in a string.
    [Fact]
    public async Task Publish_SizesAreThoseOfTheNodeLibrary()
    {
        var unit = Assert.Single(
            await Some.Units(Options, Some.Event().With("text", "a \"quoted\" é\n text"))
                .Stream()
                .PublishToEventBridge()
                .ToListAsync()
        );

        var entry = unit.Get(Slots.PublishRequestEntry)!;
        Assert.Equal(EventBridgeJson.Of(entry).ToUtf8().Length, EntrySize.Of(entry));
    }

    [Fact]
    public async Task Publish_LargeValues_AreCompressed()
    {
        var large = Some.Event().With("text", new string('x', 20_000)).With("kept", new string('y', 20_000));

        await Some.Units(Options with { CompressionIgnore = ["kept"] }, large)
            .Stream()
            .PublishToEventBridge()
            .ToListAsync();

        var detail = Assert.Single(_bus.Requests).Entries[0].Detail;
        Assert.StartsWith("COMPRESSED", detail["text"].GetString(), StringComparison.Ordinal);
        Assert.Equal(20_000, detail["kept"].GetString()!.Length);
    }

    [Fact]
    public async Task Publish_CompressionIsAsTold()
    {
        var large = Some.Event().With("text", new string('x', 200));

        await Some.Units(Options, large)
            .Stream()
            .PublishToEventBridge(new() { CompressionThreshold = 100 })
            .PublishToEventBridge(new() { CompressionThreshold = 100, CompressionIgnore = ["text"] })
            .ToListAsync();

        var texts = _bus.Requests.Select(request => request.Entries[0].Detail["text"].GetString()!).ToList();
        Assert.StartsWith("COMPRESSED", texts[0], StringComparison.Ordinal);
        Assert.Equal(200, texts[1].Length);
    }

    [Fact]
    public async Task Publish_BusAndSource_AreAsTold()
    {
        await Some.Units(1, Options with { BusSource = "src" })
            .Stream()
            .PublishToEventBridge()
            .PublishToEventBridge(new() { BusName = "other", BusSource = "own" })
            .ToListAsync();

        Assert.Equal(
            [("bus", "src"), ("other", "own")],
            _bus.Requests.Select(request => (request.Entries[0].EventBusName!, request.Entries[0].Source!))
        );
    }

    [Fact]
    public async Task Publish_WhatFailed_IsSentAgainAlone()
    {
        _bus.OnPutEvents = (request, _) =>
            new(
                new PutEventsResponse
                {
                    FailedEntryCount = request.Entries.Count - 1,
                    Entries =
                    [
                        .. request.Entries.Select(
                            (entry, i) =>
                                i == 0
                                    ? new PutEventsResultEntry { EventId = $"id-{entry.Detail["id"].GetString()}" }
                                    : new PutEventsResultEntry { ErrorCode = "InternalFailure" }
                        ),
                    ],
                }
            );

        var passed = await Some.Units(3, Options).Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal([3, 2, 1], _bus.Requests.Select(request => request.Entries.Count));
        Assert.Equal(
            ["id-0", "id-1", "id-2"],
            passed[0].Get(Slots.PublishResponse)!.Entries.Select(entry => entry.EventId)
        );
    }

    [Fact]
    public async Task Publish_WhatFailsToTheEnd_IsAFaultAndTheRestFlowOn()
    {
        _bus.OnPutEvents = (request, _) =>
            new(
                new PutEventsResponse
                {
                    FailedEntryCount = 1,
                    Entries =
                    [
                        .. request.Entries.Select(entry => new PutEventsResultEntry
                        {
                            ErrorCode = entry.Detail["id"].IsString("1") ? "ThrottlingException" : null,
                        }),
                    ],
                }
            );
        var units = Some.Units(3, Options with { BatchMaxRetries = 2 });

        var sent = await units.Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal(["0", "2"], sent.Ids());
        Assert.Equal([3, 1, 1], _bus.Requests.Select(request => request.Entries.Count));
        var fault = Assert.Single(units.Faults());
        Assert.Equal(
            """Failed batch requests: {"FailedEntryCount":1,"Entries":[{"ErrorCode":"ThrottlingException"}]}""",
            fault.Error.Message
        );
        Assert.Equal(["0", "1", "2"], fault.Unit.Batch.Ids());
        Assert.Equal(Some.Pipeline, fault.Unit.Pipeline);
        // The fault shows the batch, but it is of the failed event's record only.
        Assert.Equal(1, fault.Unit.Origins.Count);
    }

    [Fact]
    public async Task Publish_AServiceError_IsAFaultOfItsBatchAndTheRestFlowOn()
    {
        _bus.OnPutEvents = (request, _) =>
            request.Entries.Any(entry => entry.Detail["id"].IsString("0"))
                ? throw new ServiceException("ValidationException", "no")
                : new(RecordingEventBridge.Accept(request));
        var units = Some.Units(4, Options);

        var passed = await units.Stream().PublishToEventBridge(new() { BatchSize = 2 }).ToListAsync();

        Assert.Equal(["2", "3"], passed.Ids());
        Assert.Equal(["0", "1"], Assert.Single(units.Faults()).Unit.Batch.Ids());
    }

    [Fact]
    public async Task Publish_WithoutABusOrAPort_IsAFaultThatSaysSo()
    {
        var noBus = Some.Units(1, Options with { BusName = null });
        var noPort = Some.Units(1, Options with { EventBridge = null });

        await noBus.Stream().PublishToEventBridge().ToListAsync();
        await noPort.Stream().PublishToEventBridge().ToListAsync();

        Assert.Equal(
            "Pipeline 'pipeline' has no bus. Set BusName on the rule or the options, or BUS_NAME.",
            Assert.Single(noBus.Faults()).Error.Message
        );
        Assert.Equal(
            "The port EventBridge is missing. Set StreamOptions.EventBridge.",
            Assert.Single(noPort.Faults()).Error.Message
        );
    }

    [Fact]
    public async Task Publish_SeveralBatchesAreInFlightAndUnitsStayInOrder()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bus.OnPutEvents = async (request, _) =>
        {
            await gate.Task;
            return RecordingEventBridge.Accept(request);
        };

        var passed = Some.Units(10, Options)
            .Stream()
            .PublishToEventBridge(new() { BatchSize = 1, Parallel = 3 })
            .ToListAsync();

        Assert.Equal(3, _bus.Requests.Count);
        gate.SetResult();
        Assert.Equal(Some.Units(10).Ids(), (await passed).Ids());
        Assert.Equal(10, _bus.Requests.Count);
    }

    [Fact]
    public async Task Publish_AGroupWithoutAnEvent_PassesWhole()
    {
        var units = Some.Units(2, Options);

        var group = Assert.Single(await units.Stream().Group(_ => "k").PublishToEventBridge().ToListAsync());

        Assert.Equal(2, group.Batch.Count);
        Assert.Empty(_bus.Requests);
        Assert.Empty(units.Faults());
    }

    [Fact]
    public async Task Publish_AGroupWithAnEvent_PublishesItAndStaysWhole()
    {
        var group = Assert.Single(
            await Some.Units(2, Options)
                .Stream()
                .Group(_ => "k")
                .Map(uow => uow.With(Slots.Emit, Event.Of("summary")))
                .PublishToEventBridge(new() { Event = Slots.Emit })
                .ToListAsync()
        );

        Assert.Equal(["0", "1"], group.Batch.Ids());
        Assert.Equal("summary", Assert.Single(_bus.Events).Type);
    }

    [Fact]
    public async Task Publish_ASecondTime_DoesNotRepeatTheFirst()
    {
        var passed = await Some.Units(3, Options)
            .Stream()
            .PublishToEventBridge()
            .Map(uow => uow.Event.Id is "1" ? uow.With(Slots.Emit, Event.Of("again")) : uow)
            .PublishToEventBridge(new() { Event = Slots.Emit })
            .ToListAsync();

        Assert.Equal(["thing-created", "thing-created", "thing-created", "again"], _bus.Events.Select(e => e.Type));
        Assert.Equal(3, passed.Count);
    }
}
