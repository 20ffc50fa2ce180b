using LambdaStream.Connectors;

namespace LambdaStream.Docs.Tests;

/// <summary>The rules of docs/flavors on objects, time series, Firehose and alarms, compiled, and each run once.</summary>
public class OtherFlavorExamples
{
    private static readonly Event Submitted = Event.Of(
        "order-submitted",
        ("id", "e1"),
        ("timestamp", 1_700_000_000_000),
        ("partitionKey", "o1"),
        ("order", Json.ObjectOf(("id", "o1"), ("customer", "c1"), ("amount", 12.5)))
    );

    [Fact]
    public async Task MaterializeS3_WritesAnObjectOfADraftAndDeletesIt()
    {
        var s3 = new RecordingS3
        {
            OnGetObject = (_, _) => new(new GetObjectResponse { Body = """{"by":"ann"}"""u8.ToArray() }),
        };
        var driver = new FunctionDriver(From.Kinesis(), MaterializeS3Rule());
        driver.Options = driver.Options with { S3 = s3, BucketName = "pages" };

        await driver.InvokeAsync(Records.Kinesis(Submitted));

        var put = Assert.Single(s3.Puts);
        Assert.Equal(("pages", "orders/o1.json"), (put.Bucket, put.Key));
        Assert.Equal("ann", Json.Parse(put.Text)["draft"]["by"].GetString());
        Assert.Equal("drafts/o1.json", Assert.Single(s3.Deletes).Key);
    }

    [Fact]
    public async Task MaterializeTimestream_WritesARecord()
    {
        var timestream = new RecordingTimestream();
        var driver = new FunctionDriver(From.Kinesis(), MaterializeTimestreamRule());
        driver.Options = driver.Options with { TimestreamWrite = timestream };

        await driver.InvokeAsync(Records.Kinesis(Submitted));

        Assert.Equal("12.5", Assert.Single(Assert.Single(timestream.Requests).Records).MeasureValue);
    }

    [Fact]
    public async Task Firehose_TransformsWhatIsWantedAndDropsTheRest()
    {
        var orders = FirehoseTransformRule();
        var driver = new FunctionDriver(From.Firehose(), orders, FirehoseDropRule(orders));

        var run = await driver.InvokeAsync(Records.Firehose(Submitted, Submitted.With("type", "other")));

        var records = Json.Parse(run.Result.Response.ToArray())["records"];
        Assert.Equal(("Ok", "Dropped"), (records[0]["result"].GetString(), records[1]["result"].GetString()));
        Assert.Equal("orders", records[0]["metadata"]["partitionKeys"]["table"].GetString());
    }

    [Fact]
    public async Task CircuitBreaker_SwitchesTheMapping()
    {
        var lambda = new RecordingLambda();
        var driver = new FunctionDriver(From.Alarm(), CircuitBreakerRule());
        driver.Options = driver.Options with { Lambda = lambda };

        await driver.InvokeAsync(Records.Alarm("ALARM"));

        Assert.False(Assert.Single(lambda.Updates).Enabled);
    }

    [Fact]
    public async Task StreamFailover_LooksForTheMappingInTheOtherRegion()
    {
        var lambda = new RecordingLambda();
        var driver = new FunctionDriver(From.Alarm(), StreamFailoverRule());
        driver.Options = driver.Options with { Lambda = lambda, Region = "us-east-1" };

        await driver.InvokeAsync(
            Json.Parse("""{"region":"us-west-2","time":"2026-01-15T10:10:00Z","detail":{"state":{"value":"ALARM"}}}""")
                .ToUtf8()
        );

        var list = Assert.IsType<ListEventSourceMappingsRequest>(lambda.Requests[0]);
        Assert.Equal("us-west-2", list.Region);
    }

    private static MaterializeS3 MaterializeS3Rule() =>
        new MaterializeS3
        {
            Id = "order-pages",
            EventType = ["order-submitted", "order-shipped"],
            ToGetRequest = uow => new GetObjectRequest { Key = $"drafts/{uow.Event.PartitionKey}.json" },
            ToPutRequest = uow => new PutObjectRequest
            {
                Key = $"orders/{uow.Event.PartitionKey}.json",
                Text = Json.ObjectOf(
                        ("draft", Json.Parse(uow.Get(Slots.S3GetResponse)!.Text)),
                        ("order", uow.Event["order"])
                    )
                    .ToString(),
                ContentType = "application/json",
            },
            ToDeleteRequest = uow => new DeleteObjectRequest { Key = $"drafts/{uow.Event.PartitionKey}.json" },
        };

    private static MaterializeTimestream MaterializeTimestreamRule() =>
        new MaterializeTimestream
        {
            Id = "order-amounts",
            EventType = "order-submitted",
            ToWriteRequest = uow => new WriteRecordsRequest
            {
                DatabaseName = "sales",
                TableName = "orders",
                Records =
                [
                    new TimestreamRecord
                    {
                        Dimensions = [new() { Name = "customer", Value = uow.Event["order"]["customer"].GetString()! }],
                        MeasureName = "amount",
                        MeasureValue = uow.Event["order"]["amount"].ToString(),
                        MeasureValueType = "DOUBLE",
                        Time = $"{uow.Event.Timestamp}",
                    },
                ],
            },
        };

    private static FirehoseTransform FirehoseTransformRule() =>
        new FirehoseTransform
        {
            Id = "orders",
            EventType = EventTypes.StartingWith("order-"),
            Transform = uow => Json.ObjectOf(("id", uow.Event.Id), ("order", uow.Event["order"])),
            TableName = "orders",
        };

    private static FirehoseDrop FirehoseDropRule(FirehoseTransform orders) =>
        new FirehoseDrop { Id = "rest", Rules = [orders] };

    private static CircuitBreaker CircuitBreakerRule() =>
        new CircuitBreaker { Id = "payments", EventSourceMappingId = "14e0db71-5d35-4eb5-b481-8945cf9d10c2" };

    private static StreamFailover StreamFailoverRule() =>
        new StreamFailover
        {
            Id = "failover",
            FailoverRegion = "us-west-2",
            FunctionName = "orders-prd-listener",
            StreamArn = "arn:aws:kinesis:us-east-1:123456789012:stream/hub",
        };
}
