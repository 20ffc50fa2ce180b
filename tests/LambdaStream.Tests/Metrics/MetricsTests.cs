using System.Diagnostics.Metrics;
using LambdaStream.Connectors;
using LambdaStream.Sinks;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests.Metrics;

public class MetricsTests
{
    public static TheoryData<string> Sources =>
        [
            "Kinesis",
            "DynamoDb",
            "Sqs",
            "Sns",
            "S3",
            "Kafka",
            "EventBridge",
            "Cron",
            "Alarm",
            "Firehose",
            "Cognito",
            "Direct",
            "SnsOverSqs",
            "DynamoDbOverKinesis",
        ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task EverySource_IsMeasured(string name)
    {
        var (source, payload) = Of(name);
        var driver = Driven.All(source);
        var lines = driver.Measure();

        await driver.InvokeAsync(payload);

        Assert.Equal(1, lines.Value("stream.record.count"));
        Assert.Equal(1, lines.Value("stream.uow.count"));
        Assert.Equal(1, lines.Value("stream.batch.utilization"));
        Assert.Equal(100, lines.Value("stream.pipeline.utilization", "all"));
        Assert.Equal(0, lines.Value("stream.pipeline.time.sum", "all"));
        var wait = lines.Value("stream.channel.wait.time.average", "all");
        if (name is "Cognito" or "Direct")
            Assert.Null(wait);
        else
            Assert.InRange(wait!.Value, 1, TimeSpan.FromDays(20 * 365).TotalMilliseconds);
    }

    [Fact]
    public async Task Sqs_TheTimeOfSendingIsText_AndIsReadAsANumber()
    {
        var driver = Driven.All(From.Sqs());
        var lines = driver.Measure();

        await driver.InvokeAsync(
            """
            {"Records":[{"messageId":"1","eventSource":"aws:sqs","attributes":{"SentTimestamp":"1719020817001"},"body":"{\"id\":\"1\",\"type\":\"t\"}"}]}
            """u8.ToArray()
        );

        Assert.Equal(1000, lines.Value("stream.channel.wait.time.average", "all"));
        Assert.Equal(1000, lines.Value("stream.pipeline.latency.time.average", "all"));
    }

    [Fact]
    public async Task Times_OfCalls_CountTheWaitForATurnAndTheCallItself()
    {
        var clock = Measured.Clock();
        var driver = Updating(new() { Parallel = 1 });
        driver.DynamoDb.OnUpdateItem = (_, _) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            return new(new UpdateItemResponse());
        };
        var lines = driver.Measure("emf,metrics:step", clock);

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")));

        Assert.Equal(20, lines.Value("stream.pipeline.io.time.min", "p", "save"));
        Assert.Equal(40, lines.Value("stream.pipeline.io.time.sum", "p", "save"));
        Assert.Equal(2, lines.Value("stream.pipeline.io.time.count", "p", "save"));
        Assert.Equal(2, lines.Value("stream.pipeline.io.wait.time.count", "p", "save"));
        Assert.Equal(20, lines.Value("stream.pipeline.time.average", "p"));
        Assert.Equal(40, lines.Value("stream.invocation.time"));
    }

    [Fact]
    public async Task Wait_OfAUnitBehindAnotherOfItsKey_IsTheOthersCall()
    {
        var clock = Measured.Clock();
        var first = new TaskCompletionSource();
        var driver = Updating(new() { Parallel = 4 }, _ => "same");
        var calls = 0;
        driver.DynamoDb.OnUpdateItem = async (_, _) =>
        {
            if (++calls == 1)
                await first.Task;
            return new();
        };
        var lines = driver.Measure("emf,metrics:step", clock);

        var run = driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"))).AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(30));
        first.SetResult();
        await run;

        Assert.Equal(0, lines.Value("stream.pipeline.io.wait.time.min", "p", "save"));
        Assert.Equal(30, lines.Value("stream.pipeline.io.wait.time.max", "p", "save"));
    }

    [Fact]
    public async Task WithoutStep_NoTimesOfCallsAreMeasured()
    {
        var driver = Updating();
        var lines = driver.Measure("emf");

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.DoesNotContain(lines.Documents(), document => document.Step.Length > 0);
    }

    [Fact]
    public async Task Records_OfAFailedInvocation_AreMeasuredAllTheSame()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", Ends));
        var lines = driver.Measure();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await driver.InvokeAsync(
                Records.Kinesis(Some.Event("1"), Some.Event("2")),
                new() { Remaining = TimeSpan.FromSeconds(60) }
            )
        );

        Assert.Equal(2, lines.Value("stream.record.failed.count"));
        Assert.Equal(0, lines.Value("stream.record.acknowledged.count"));
        Assert.Equal(0, lines.Value("stream.uow.count"));
        Assert.Equal(60_000, lines.Value("stream.remaining.time"));

        static IAsyncEnumerable<UnitOfWork> Ends(IAsyncEnumerable<UnitOfWork> units) =>
            units.Select(UnitOfWork (_) => throw new InvalidOperationException("It ends."));
    }

    [Fact]
    public async Task Records_AreAcknowledgedOrFailedAndFaultsCounted()
    {
        var driver = new FunctionDriver(
            From.Sqs(),
            new Pipeline(
                "p",
                units =>
                    units.Tap(uow =>
                    {
                        Fail.On(uow, "poison");
                        if (uow.Event.Id is "again")
                            throw new TimeoutException("Try again.");
                    })
            )
        );
        var lines = driver.Measure();
        driver.Options = driver.Options with
        {
            ReportBatchItemFailures = true,
            Retryable = error => error is TimeoutException,
        };

        await driver.InvokeAsync(Records.Sqs(Some.Event("1"), Some.Event("poison"), Some.Event("again")));

        Assert.Equal(3, lines.Value("stream.record.count"));
        Assert.Equal(2, lines.Value("stream.record.acknowledged.count"));
        Assert.Equal(1, lines.Value("stream.record.failed.count"));
        Assert.Equal(1, lines.Value("stream.fault.count"));
        Assert.Equal(1, lines.Value("stream.pipeline.fault.count", "p"));
        Assert.Equal(1, lines.Value("stream.pipeline.failure.count", "p"));
    }

    [Fact]
    public async Task EntriesThatAreSentAgain_AreRetriesAndThrottles()
    {
        var driver = new FunctionDriver(From.Kinesis(), new Pipeline("p", units => units.PublishToEventBridge()));
        var attempts = 0;
        driver.EventBridge.OnPutEvents = (request, _) =>
            new(
                new PutEventsResponse
                {
                    Entries =
                    [
                        .. request.Entries.Select(
                            PutEventsResultEntry (_, i) =>
                                i == 0 && attempts++ == 0
                                    ? new() { ErrorCode = "ThrottlingException" }
                                    : new() { EventId = "1" }
                        ),
                    ],
                }
            );
        var lines = driver.Measure();
        driver.Options = driver.Options with { Time = TimeProvider.System, BatchRetryWait = TimeSpan.Zero };

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")));

        Assert.Equal(1, lines.Value("stream.pipeline.retry.count", "p", "publish"));
        Assert.Equal(1, lines.Value("stream.pipeline.throttle.count", "p", "publish"));
        Assert.Equal(2, lines.Value("stream.pipeline.batchSize.count.max", "p", "publish"));
    }

    [Fact]
    public async Task EqualQueries_AreHitsOfTheCache()
    {
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units => units.Map(uow => uow.With(Slots.QueryRequest, new() { TableName = "t" })).QueryAllDynamoDb()
            )
        );
        var lines = driver.Measure();

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2"), Some.Event("3")));

        Assert.Equal(2, lines.Value("stream.pipeline.cache.hit.count", "p"));
        Assert.Equal(1, lines.Value("stream.pipeline.cache.miss.count", "p"));
    }

    [Fact]
    public async Task Lines_OfManyUnits_AreAsManyAsOfOne()
    {
        var driver = Updating();
        var lines = driver.Measure();

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));
        var few = lines.Select(line => line.Length).ToList();
        lines.Clear();
        await driver.InvokeAsync(Records.Kinesis(Enumerable.Range(0, 500).Select(i => Some.Event($"{i}"))));

        Assert.Equal(few.Count, lines.Count);
        Assert.InRange(lines.Sum(line => line.Length), few.Sum(), few.Sum() + 500);
    }

    [Fact]
    public async Task Off_NoUnitHasATrack()
    {
        var driver = Updating();

        var run = await driver.InvokeAsync(Records.Kinesis(Some.Event("1")));

        Assert.Null(run.Units[0].Invocation.Watch);
        Assert.Null(run.Units[0].Scope.Track);
    }

    [Fact]
    public async Task Meter_WithAListener_HasTheSameMetrics()
    {
        using var meter = new Meter("a test's own");
        using var listener = new MeterListener();
        var values = new List<(string Name, double Value, string? Pipeline, string? Step)>();
        var sync = new Lock();
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter == meter)
                me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        var driver = Updating();
        driver.Options = driver.Options with { Meter = meter, Time = Measured.Clock() };

        await driver.InvokeAsync(Records.Kinesis(Some.Event("1"), Some.Event("2")));

        Assert.Contains(("stream.record.count", 2, null, null), values);
        Assert.Equal(
            2,
            values.Count(value => value is { Name: "stream.pipeline.io.time", Pipeline: "p", Step: "save" })
        );
        Assert.Equal(2, values.Count(value => value.Name == "stream.uow.count" && value.Value == 1));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> all, string name)
            {
                foreach (var (key, text) in all)
                {
                    if (key == name)
                        return (string?)text;
                }
                return null;
            }
            lock (sync)
                values.Add((instrument.Name, value, Tag(tags, "pipeline"), Tag(tags, "step")));
        }
    }

    private static FunctionDriver Updating(UpdateOptions? options = null, Func<UnitOfWork, string>? key = null) =>
        new(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units
                        .Map(uow =>
                            uow.With(
                                Slots.UpdateRequest,
                                new() { Key = Item.Of(("pk", key?.Invoke(uow) ?? uow.Event.Id!), ("sk", "s")) }
                            )
                        )
                        .UpdateDynamoDb(options)
            )
        );

    private static (Source, byte[]) Of(string name) =>
        name switch
        {
            "Kinesis" => (From.Kinesis(), Records.Kinesis(Some.Event())),
            "DynamoDb" => (From.DynamoDb(), Records.DynamoDb(Change.Insert(Item.Of(("pk", "1"), ("sk", "thing"))))),
            "Sqs" => (From.Sqs(), Records.Sqs(Some.Event())),
            "Sns" => (From.Sns(), Records.Sns(Some.Event())),
            "S3" => (From.S3(), Records.S3("bucket", "key")),
            "Kafka" => (From.Kafka(), Records.Kafka(Some.Event())),
            "EventBridge" => (From.EventBridge(), Records.EventBridge(Some.Event())),
            "Cron" => (From.Cron(), Records.Cron()),
            "Alarm" => (From.Alarm(), Records.Alarm()),
            "Firehose" => (From.Firehose(), Records.Firehose(Some.Event())),
            "Cognito" => (From.Cognito(), Records.Cognito("PreSignUp_SignUp")),
            "Direct" => (From.Direct(), Records.Direct(Some.Event())),
            "SnsOverSqs" => (From.SnsOverSqs(), Records.SnsOverSqs(Some.Event())),
            "DynamoDbOverKinesis" => (
                From.DynamoDbOverKinesis(),
                Records.DynamoDbOverKinesis(Change.Insert(Item.Of(("pk", "1"), ("sk", "thing"))))
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
}
