using LambdaStream.Connectors;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class ClaimChecksTests
{
    private static readonly string Large = new('x', 2_000);

    private readonly RecordingS3 _s3 = new();
    private readonly RecordingEventBridge _bus = new();
    private readonly RecordingKinesis _kinesis = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 15, 10, 59, 59, TimeSpan.Zero));

    private List<PutEventsRequestEntry> Entries => [.. _bus.Requests.SelectMany(request => request.Entries)];

    private StreamOptions Options =>
        new()
        {
            Time = _time,
            Random = () => 0,
            Region = "us-west-2",
            S3 = _s3,
            EventBridge = _bus,
            Kinesis = _kinesis,
            BusName = "bus",
            StreamName = "stream",
            MaxPublishRequestSize = 1_500,
            ClaimCheckBucketName = "claims",
        };

    // Node: handle oversized requests; store event
    [Fact]
    public async Task Publish_LargeEvent_IsStoredAndAClaimCheckGoesInItsPlace()
    {
        var units = Some.Units(Options, Some.Event("1"), Event("2"), Some.Event("3"));

        var published = await units.Stream().PublishToEventBridge().ToListAsync();

        var put = Assert.Single(_s3.Puts);
        Assert.Equal(("claims", "us-west-2/claimchecks/2026/01/15/10/2"), (put.Bucket, put.Key));
        Assert.Equal(Large, Event(put)["text"].GetString());
        Assert.Equal(["1", "2", "3"], Entries.Select(entry => entry.Detail["id"].GetString()));
        var check = Entries[1].Detail;
        Assert.Equal(
            "id partitionKey s3 tags timestamp type",
            string.Join(' ', Names(check).Order(StringComparer.Ordinal))
        );
        Assert.Equal(put.Key, check["s3"]["key"].GetString());
        // The unit itself is not changed.
        Assert.Equal(Large, published[1].Event["text"].GetString());
        Assert.Equal(["1", "2", "3"], published.Ids());
    }

    // Row 12 of behaviour.md: the key is made once.
    [Fact]
    public async Task Publish_HourTurnsWhileItIsStored_KeyIsTheSame()
    {
        _s3.OnPutObject = (_, _) =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return new(new PutObjectResponse());
        };

        await Some.Units(Options, Event("1")).Stream().PublishToEventBridge().CountAsync();

        Assert.Equal(_s3.Puts.Single().Key, Entries.Single().Detail["s3"]["key"].GetString());
    }

    [Fact]
    public async Task Publish_ToKinesis_StoresWhatIsLargerThanARecord()
    {
        var options = Options with { MaxKinesisRecordSize = 1_500 };

        await Some.Units(options, Some.Event("1"), Event("2")).Stream().PublishToKinesis().CountAsync();

        Assert.Single(_s3.Puts);
        Assert.Equal(
            [false, true],
            _kinesis
                .Requests.SelectMany(request => request.Records)
                .Select(record => Json.Parse(record.Data.ToArray())["s3"].IsDefined)
        );
        Assert.Equal(
            ["1", "2"],
            _kinesis.Requests.SelectMany(request => request.Records).Select(record => record.PartitionKey)
        );
    }

    [Fact]
    public async Task Publish_CannotBeStored_IsAFaultThatShowsWhereItShouldBe()
    {
        _s3.OnPutObject = (_, _) => throw new ServiceException("AccessDenied", "no");
        var units = Some.Units(Options, Some.Event("1"), Event("2"));

        Assert.Equal(["1"], (await units.Stream().PublishToEventBridge().ToListAsync()).Ids());

        var fault = Assert.Single(units.Faults());
        Assert.Equal("no", fault.Error.Message);
        Assert.Equal("claims", fault.Unit.Get(Slots.PutClaimCheckRequest)!.Bucket);
    }

    [Fact]
    public async Task Publish_WithoutABucket_IsAFaultAsBefore()
    {
        var units = Some.Units(Options with { ClaimCheckBucketName = null }, Event("2"));

        Assert.Empty(await units.Stream().PublishToEventBridge().ToListAsync());

        Assert.IsType<EntryTooLargeException>(Assert.Single(units.Faults()).Error);
        Assert.Empty(_s3.Puts);
    }

    [Fact]
    public async Task Publish_BucketOfTheRule_Wins()
    {
        var units = Some.Units(Options, Event("2"));

        await units.Stream().PublishToEventBridge(new() { ClaimCheckBucketName = "own" }).CountAsync();

        Assert.Equal("own", _s3.Puts.Single().Bucket);
        Assert.Equal("own", Entries.Single().Detail["s3"]["bucket"].GetString());
    }

    [Fact]
    public async Task Publish_WithoutAnId_IsAFaultThatSaysSo()
    {
        var units = Some.Units(Options, Event("2").Without("id"));

        Assert.Empty(await units.Stream().PublishToEventBridge().ToListAsync());

        Assert.Contains("has no id", Assert.Single(units.Faults()).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_TwoEventsOfOneId_DoNotOverwriteEachOther()
    {
        var units = Some.Units(Options, Event("1"), Event("1").With("other", true));

        await units.Stream().PublishToEventBridge().CountAsync();

        Assert.Equal(2, _s3.Puts.Select(put => put.Key).Distinct().Count());
        Assert.Equal(_s3.Puts.Select(put => put.Key), Entries.Select(entry => entry.Detail["s3"]["key"].GetString()));
    }

    [Fact]
    public async Task Fault_LargerThanTheBusTakes_IsStoredWhole()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(_ => throw new InvalidOperationException("no")))
            {
                EventType = "thing-created",
            }
        );
        driver.Options = driver.Options with
        {
            S3 = _s3,
            ClaimCheckBucketName = "claims",
            MaxPublishRequestSize = 1_500,
        };

        await driver.InvokeAsync(Records.Kinesis(Event("1")));

        var stored = Event(_s3.Puts.Single());
        Assert.Equal("fault", stored.Type);
        Assert.True(stored["uow"]["record"]["kinesis"]["data"].GetString()!.Length > 2_000);
        Assert.EndsWith($"/{stored.Id}", _s3.Puts.Single().Key, StringComparison.Ordinal);
    }

    // Node: get event
    [Fact]
    public async Task Kinesis_ClaimCheck_IsRedeemedAndTheOrderStays()
    {
        _s3.OnGetObject = async (request, token) =>
        {
            await Task.Yield();
            return new GetObjectResponse { Body = Event(request.Key).ToJson().ToUtf8() };
        };
        var driver = Driver();

        var run = await driver.InvokeAsync(
            Records.Kinesis(Some.Event("1"), Check("2"), Some.Event("3"), Check("4"), Some.Event("5"))
        );

        Assert.Equal(["1", "2", "3", "4", "5"], run.Units.Ids());
        Assert.Equal(Large, run.Units[1].Event["text"].GetString());
        Assert.Equal(["2", "4"], _s3.Gets.Select(get => get.Key));
    }

    [Fact]
    public async Task Kinesis_ClaimCheckThatNobodyWants_IsNotRead()
    {
        var driver = Driver();

        var run = await driver.InvokeAsync(Records.Kinesis(Check("1").With("type", "other"), Some.Event("2")));

        Assert.Equal(["2"], run.Units.Ids());
        Assert.Empty(_s3.Gets);
    }

    [Fact]
    public async Task Kinesis_ClaimCheckThatIsGone_IsAFaultWithTheSmallEvent()
    {
        var driver = Driver();

        var run = await driver.InvokeAsync(Records.Kinesis(Check("1"), Some.Event("2")));

        Assert.Equal(["2"], run.Units.Ids());
        var fault = Assert.Single(run.Faults);
        Assert.Equal("NoSuchKey", fault["err"]["name"].GetString());
        Assert.Equal("1", fault["uow"]["event"]["s3"]["key"].GetString());
        Assert.Equal("1", fault["uow"]["getClaimCheckRequest"]["Key"].GetString());
    }

    [Theory]
    [InlineData("""{"bucket":"b","key":"k","size":1}""", null)]
    [InlineData("""{"bucket":"b"}""", null)]
    [InlineData("""{"bucket":1,"key":"k"}""", null)]
    [InlineData("""["b","k"]""", null)]
    [InlineData("\"s3://b/k\"", null)]
    [InlineData("""{"bucket":"b","key":"k"}""", "thing")]
    public async Task Kinesis_EventThatHasAnS3OfItsOwn_IsNoClaimCheck(string s3, string? entity)
    {
        var @event = Check("1").With("s3", Json.Parse(s3));
        if (entity is not null)
            @event = @event.With(entity, Json.ObjectOf(("id", "1")));

        var run = await Driver().InvokeAsync(Records.Kinesis(@event));

        Assert.Equal(s3, run.Units.Single().Event["s3"].ToString());
        Assert.Empty(_s3.Gets);
    }

    [Fact]
    public async Task Kinesis_RedeemingSwitchedOff_PassesTheClaimCheck()
    {
        var driver = Driver();
        driver.Options = driver.Options with { RedeemClaimChecks = false };

        var run = await driver.InvokeAsync(Records.Kinesis(Check("1")));

        Assert.Single(run.Units);
        Assert.Empty(_s3.Gets);
    }

    [Fact]
    public async Task Kinesis_ClaimCheckWithoutAPort_IsAFaultThatSaysWhatToDo()
    {
        var driver = Driver();
        driver.Options = driver.Options with { S3 = null };

        var run = await driver.InvokeAsync(Records.Kinesis(Check("1")));

        Assert.Contains(
            "RedeemClaimChecks",
            Assert.Single(run.Faults)["err"]["message"].GetString(),
            StringComparison.Ordinal
        );
    }

    private static Event Event(string id) => Some.Event(id).With("text", Large);

    private static Event Event(PutObjectRequest put) => LambdaStream.Event.Parse(put.Body.ToArray());

    private static Event Check(string id) =>
        LambdaStream.Event.Of(
            "thing-created",
            ("id", id),
            ("partitionKey", id),
            ("timestamp", Some.Timestamp),
            ("s3", Json.ObjectOf(("bucket", "claims"), ("key", id)))
        );

    private static List<string> Names(Json value)
    {
        var names = new List<string>();
        foreach (var (name, _) in value.EnumerateObject())
            names.Add(name);
        return names;
    }

    private FunctionDriver Driver(Source? source = null)
    {
        var driver = new FunctionDriver(
            source ?? From.Kinesis(),
            new Pipeline("p", units => units) { EventType = "thing-created" }
        );
        driver.Options = driver.Options with { S3 = _s3 };
        return driver;
    }
}
