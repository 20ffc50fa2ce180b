using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class AnyTests
{
    [Fact]
    public async Task Any_OneFunction_SitsBehindSeveralSources()
    {
        var driver = Driven.All(From.Any());

        var kinesis = await driver.InvokeAsync(Records.Kinesis(Some.Event("a")));
        var sqs = await driver.InvokeAsync(Records.Sqs(Some.Event("b")));
        var bus = await driver.InvokeAsync(Records.EventBridge(Some.Event("c")));
        var direct = await driver.InvokeAsync(Records.Direct(Some.Event("d"), Some.Event("e")));

        Assert.Equal(["a"], kinesis.Units.Ids());
        Assert.Equal(["b"], sqs.Units.Ids());
        Assert.Equal(["c"], bus.Units.Ids());
        Assert.Equal(["d", "e"], direct.Units.Ids());
    }

    [Fact]
    public async Task Any_ASourceThatIsGiven_ComesBeforeTheUsualOne()
    {
        var raw = await From.Any(From.SqsRaw()).ReadAsync(Records.SqsBodies("no JSON"));
        var usual = await From.Any(From.SqsRaw()).ReadAsync(Records.Kinesis(Some.Event("a")));

        Assert.Empty(raw.Faults);
        Assert.Equal("no JSON", Assert.Single(raw.Units).Record!.Json["body"].GetString());
        Assert.Equal(["a"], usual.Units.Ids());
    }

    [Fact]
    public async Task Any_FailedRecords_AreNamedAsTheirSourceNamesThem()
    {
        var driver = new FunctionDriver(
            From.Any(),
            new Pipeline("fails", units => units.Tap(uow => throw new TimeoutException(uow.Event.Id)))
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        var kinesis = await driver.InvokeAsync(Records.Kinesis(Some.Event("a"), Some.Event("b")));
        var sqs = await driver.InvokeAsync(Records.Sqs(Some.Event("a"), Some.Event("b")));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"0"}]}""", Text(kinesis));
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"00000000-0000-0000-0000-000000000000"},{"itemIdentifier":"00000000-0000-0000-0000-000000000001"}]}""",
            Text(sqs)
        );
    }

    [Theory]
    [InlineData(
        """{"Records":[{"eventSource":"aws:nothing"}],"version":1}""",
        "it is an object with 'Records' of aws:nothing, 'version'."
    )]
    [InlineData("""{"Records":[{}]}""", "it is an object with 'Records'.")]
    [InlineData("""{"body":"text","headers":{}}""", "it is an object with 'body' text, 'headers'.")]
    [InlineData("null", "it is a Null.")]
    [InlineData("1", "it is a Number.")]
    public async Task Any_APayloadOfNoKnownSource_IsAnErrorThatSaysWhatWasSeenAndWhatIsKnown(
        string payload,
        string seen
    )
    {
        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await From.Any().ReadAsync(Encoding.UTF8.GetBytes(payload))
        );

        Assert.StartsWith(
            "The payload is of no source that is known: " + seen,
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            " Known are 'Records' of aws:kinesis, 'Records' of aws:dynamodb, 'Records' of aws:sqs, 'Records' of aws:sns, "
                + "'Records' of aws:s3, 'Event' s3:TestEvent, 'deliveryStreamArn', 'detail-type' Scheduled Event, "
                + "'alarmData', 'detail-type', 'triggerSource', 'eventSource' aws:kafka, 'eventSource' SelfManagedKafka, "
                + "a list with 'SystemMetadata', a list with 'detail-type', 'SystemMetadata', 'type', a list.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Any_AnUnknownPayloadWithLongText_IsDescribedInShort()
    {
        var payload = Json.ObjectOf(("body", new string('x', 10_000))).ToUtf8();

        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () => await From.Any().ReadAsync(payload));

        Assert.InRange(error.Message.Length, 1, 1_000);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Records":null}""")]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}""")]
    public async Task Any_APayloadWithoutRecords_HasNothingToDo(string payload)
    {
        var run = await From.Any().ReadAsync(Encoding.UTF8.GetBytes(payload));

        Assert.Equal(0, run.Result.RecordCount);
        Assert.Empty(run.Units);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task Any_RecordsOfSeveralSources_AreAClearError()
    {
        var kinesis = Json.Parse(Records.Kinesis(Some.Event()))["Records"][0];
        var sqs = Json.Parse(Records.Sqs(Some.Event()))["Records"][0];

        var error = await Assert.ThrowsAsync<InvalidPayloadException>(async () =>
            await From.Any().ReadAsync(Records.Of(kinesis, kinesis, sqs))
        );

        Assert.Equal(
            "The payload mixes records of aws:kinesis with one of aws:sqs, at place 2. Lambda delivers those of one source at a time.",
            error.Message
        );
    }

    [Fact]
    public void Any_ASourceThatCannotBeTold_IsRefused() =>
        Assert.Throws<ArgumentException>(() => From.Any(new Unmarked()));

    private static string Text(DrivenInvocation run) => Encoding.UTF8.GetString(run.Result.Response.Span);

    private sealed class Unmarked : Source
    {
        internal override string Name => "Test";

        internal override Sources.Checkpoint Checkpoint => default;

        internal override void Read(Json payload, Sources.Intake intake) { }
    }
}
