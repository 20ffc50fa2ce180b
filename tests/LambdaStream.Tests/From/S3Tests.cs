using System.Text;
using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class S3Tests
{
    // Node: parse records
    [Fact]
    public async Task S3_ParseRecords()
    {
        var run = await From.S3().ReadAsync(Records.S3("bucket", "a", "dir/b"));

        Assert.Equal(["a", "dir/b"], run.Units.Select(uow => uow.Record!.Json["s3"]["object"]["key"].GetString()));
        Assert.All(run.Units, uow => Assert.Same(Event.None, uow.Event));
        Assert.Equal(
            new S3Notification
            {
                Bucket = "bucket",
                Key = "a",
                EventName = "ObjectCreated:Put",
                Size = 10,
            },
            run.Units[0].Get(Slots.S3Notification)
        );
    }

    [Theory]
    [InlineData("my file.txt", "my+file.txt")]
    [InlineData("1+1=2", "1%2B1%3D2")]
    [InlineData("dir/ünïcode/😀", "dir/%C3%BCn%C3%AFcode/%F0%9F%98%80")]
    [InlineData("100%", "100%25")]
    public async Task S3_Keys_AreDecodedAsFromAUrl(string key, string encoded)
    {
        var unit = Assert.Single((await From.S3().ReadAsync(Records.S3("b", key))).Units);

        Assert.Equal(encoded, unit.Record!.Json["s3"]["object"]["key"].GetString());
        Assert.Equal(key, unit.Get(Slots.S3Notification)!.Key);
    }

    [Fact]
    public async Task S3_TheTestEvent_HasNothingToDo()
    {
        var run = await From.S3().ReadAsync(Records.S3TestEvent("b"));

        Assert.Equal((0, 0), (run.Result.RecordCount, run.Faults.Count));
    }

    // Node: parse sqs sns, s3 records; of from/sqs: parse s3 wrapped in sns wrapped in sqs records
    [Fact]
    public async Task S3_ParseSqsSnsS3Records()
    {
        var run = await From.S3OverSqs().ReadAsync(Records.S3OverSnsOverSqs("bucket", "a b", "c"));

        Assert.Equal(["a b", "c"], run.Units.Select(uow => uow.Get(Slots.S3Notification)!.Key));
        Assert.Equal(1, run.Result.RecordCount);
        var record = run.Units[1].Record!.Json;
        Assert.Equal("00000000-0000-0000-0000-000000000000", record["sqs"]["messageId"].GetString());
        Assert.Equal("Notification", record["sns"]["Type"].GetString());
        Assert.Equal("c", record["s3"]["s3"]["object"]["key"].GetString());
    }

    [Fact]
    public async Task S3OverSqs_WithoutATopic_HasNoSnsLayer()
    {
        var run = await From.S3OverSqs().ReadAsync(Records.S3OverSqs("bucket", "a"));

        var record = Assert.Single(run.Units).Record!.Json;
        Assert.False(record["sns"].IsDefined);
        Assert.Equal("bucket", record["s3"]["s3"]["bucket"]["name"].GetString());
    }

    [Fact]
    public async Task S3OverSqs_OneFailedObject_BringsItsMessageBackOnce()
    {
        var messages = Json.Parse(Records.S3OverSqs("bucket", "a", "b", "c"))["Records"][0];
        var other = Json.Parse(Records.SqsBodies("", Json.Parse(Records.S3("bucket", "d")).ToString()))["Records"][1];
        var driver = new FunctionDriver(
            From.S3OverSqs(),
            new Pipeline(
                "fails",
                units =>
                    units.Tap(uow =>
                    {
                        if (uow.Get(Slots.S3Notification)!.Key is "a" or "b")
                            throw new TimeoutException();
                    })
            )
        );
        driver.Options = driver.Options with { ReportBatchItemFailures = true, Retryable = _ => true };

        var run = await driver.InvokeAsync(Records.Of(messages, other));

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"00000000-0000-0000-0000-000000000000"}]}""",
            Encoding.UTF8.GetString(run.Result.Response.Span)
        );
        Assert.Equal(2, run.Result.RecordCount);
    }

    [Fact]
    public async Task S3OverSqs_TheTestEventInAMessage_IsDoneWithoutAUnit()
    {
        var run = await From.S3OverSqs()
            .ReadAsync(Records.SqsBodies(Encoding.UTF8.GetString(Records.S3TestEvent("b"))));

        Assert.Empty(run.Units);
        Assert.Empty(run.Faults);
        Assert.Equal((1, 1), (run.Result.RecordCount, run.Result.UnwantedCount));
    }

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("""{"Message":"hello"}""", "hello")]
    public async Task S3OverSqs_ABodyThatIsNoJson_IsAFaultOfThatMessage(string body, string text)
    {
        var good = Json.Parse(Records.S3("bucket", "d")).ToString();

        var run = await From.S3OverSqs().ReadAsync(Records.SqsBodies(body, good));

        Assert.Single(run.Units);
        var fault = Assert.Single(run.Faults);
        Assert.Equal(text, fault["uow"]["event"].GetString());
        Assert.Equal(body, fault["uow"]["record"]["body"].GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Message":"{}"}""")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("[1]")]
    public async Task S3OverSqs_ABodyWithoutANotification_IsAFaultThatSaysSo(string body)
    {
        var run = await From.S3OverSqs().ReadAsync(Records.SqsBodies(body));

        Assert.Equal(
            "The SQS message has no S3 notification in its body.",
            Assert.Single(run.Faults)["err"]["message"].GetString()
        );
    }

    [Fact]
    public async Task S3_PipelinesThatAskForAType_GetNoNotifications()
    {
        var driver = new FunctionDriver(
            From.S3(),
            new Pipeline("typed", "thing-created", units => units),
            new Pipeline("all", units => units)
        );

        var run = await driver.InvokeAsync(Records.S3("b", "k"));

        Assert.Equal("all", Assert.Single(run.Units).Pipeline);
    }
}
