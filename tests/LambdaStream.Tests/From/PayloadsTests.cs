using Xunit;

namespace LambdaStream.Tests;

/// <summary>Payloads of the shapes that AWS documents, each through its source and through the one way in.</summary>
public class PayloadsTests
{
    public static TheoryData<string> Names() => [.. SourcePayloads.Sources.Keys];

    [Theory]
    [InlineData("kinesis", "1 thing-created", "2 thing-created")]
    [InlineData(
        "dynamodb",
        "c4ca4238a0b923820dcc509a6f758490 thing-created",
        "c4ca4238a0b923820dcc509a6f758491 thing-updated",
        "c4ca4238a0b923820dcc509a6f758492 thing-deleted"
    )]
    [InlineData(
        "dynamodb-over-kinesis",
        "fbd4f6a1-0000-4000-8000-000000000000 thing-created",
        "fbd4f6a1-0000-4000-8000-000000000001 thing-updated"
    )]
    [InlineData("sqs", "1 thing-created", "2 thing-created")]
    [InlineData("sqs-fifo", "1 thing-created", "2 thing-created")]
    [InlineData("sns", "1 thing-created")]
    [InlineData("sns-over-sqs", "1 thing-created", "2 thing-created")]
    [InlineData("s3", " ", " ")]
    [InlineData("s3-over-sqs", " ", " ")]
    [InlineData("s3-over-sns-over-sqs", " ", " ")]
    [InlineData("firehose", "1 thing-created", "2 thing-created")]
    [InlineData("eventbridge", "1 thing-created")]
    [InlineData("scheduled", "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa ")]
    [InlineData("alarm", " ")]
    [InlineData("kafka", "1 thing-created", "2 thing-created", "3 thing-created", " ")]
    [InlineData("kafka-self-managed", "1 thing-created", "2 thing-created", "3 thing-created", " ")]
    [InlineData("kafka-raw", " ", " ", " ", " ")]
    [InlineData("kinesis-aggregated", "1 thing-created", "2 thing-created", "3 thing-created")]
    [InlineData("kinesis-window")]
    [InlineData("dynamodb-window", "96922847-ebe5-5195-b6e8-cd64ee2687e6 things-counted")]
    [InlineData("custom-event-bus", "1 thing-created", "2 thing-created")]
    [InlineData("custom-event-bus-raw", "1 thing-created", "2 thing-created")]
    [InlineData("direct", "1 thing-created")]
    [InlineData("direct-list", "1 thing-created", "2 thing-created")]
    public async Task Payload_AsAwsDocumentsIt_GivesItsEvents(string name, params string[] events)
    {
        var run = await SourcePayloads.Sources[name]().ReadAsync(SourcePayloads.Read(name));

        Assert.Empty(run.Faults);
        Assert.Equal(events, run.Units.Select(uow => $"{uow.Event.Id} {uow.Event.Type}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Any_APayloadAsAwsDocumentsIt_IsReadAsByItsOwnSource(string name)
    {
        var payload = SourcePayloads.Read(name);

        var own = await SourcePayloads.Sources[name]().ReadAsync(payload);
        // What comes over another source cannot be told from what is of that source itself, and so on.
        var any = await (
            SourcePayloads.IsUsual(name) ? From.Any() : From.Any(SourcePayloads.Sources[name]())
        ).ReadAsync(payload);

        Assert.NotEqual(0, any.Result.RecordCount);
        Assert.Equal(own.Units.Select(Show), any.Units.Select(Show));
        Assert.Equal(own.Result.Response.ToArray(), any.Result.Response.ToArray());
    }

    [Fact]
    public void EveryPayload_HasItsSource() =>
        Assert.Equal(["s3-test-event"], SourcePayloads.Files().Except(SourcePayloads.Sources.Keys));

    private static string Show(UnitOfWork uow) =>
        $"{uow.Record!.Identifier} {uow.Record.Json} {uow.Event} {uow.Get(Slots.S3Notification)}";
}
