using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Testing;

namespace LambdaStream.NodeCompat.Tests;

/// <summary>Functions of this library at the one end of the wire.</summary>
internal static class Ours
{
    /// <summary>The events that a function reads, as text.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        Source source,
        byte[] payload,
        Func<StreamOptions, StreamOptions>? with = null
    )
    {
        var driver = Driver(source, new Pipeline("read", units => units));
        driver.Options = driver.Options with { Head = units => units.DecryptEvent() };
        return await EventsOfAsync(driver, payload, with);
    }

    /// <summary>The collected events that a trigger reads, as text.</summary>
    public static Task<IReadOnlyList<string>> ReadCollectedAsync(byte[] payload) =>
        EventsOfAsync(
            Driver(
                From.DynamoDb(),
                new Correlate
                {
                    Id = "correlate",
                    EventType = EventTypes.Where(_ => true),
                    CorrelationKey = "partitionKey",
                }
            ),
            payload
        );

    /// <summary>Reads events from a stream and publishes them: what is on the wire, and the objects of claim checks.</summary>
    public static async Task<(IReadOnlyList<string> Wire, IReadOnlyList<PutObjectRequest> Objects)> PublishAsync(
        IReadOnlyList<string> events,
        Form form,
        EncryptionFormat format
    )
    {
        var encrypt = new EncryptOptions
        {
            Encryption = form.IsEncrypted ? new() { Fields = Form.EncryptedFields } : null,
        };
        var kinesis = new RecordingKinesis();
        var s3 = new RecordingS3();
        var driver = Driver(
            From.Kinesis(),
            new Pipeline(
                "publish",
                units =>
                    form.By is Way.Kinesis
                        ? units.EncryptEvent(encrypt).PublishToKinesis()
                        : units.EncryptEvent(encrypt).PublishToEventBridge()
            )
        );
        driver.Options = driver.Options with
        {
            Kinesis = kinesis,
            StreamName = "stream",
            S3 = s3,
            ClaimCheckBucketName = form.By is Way.ClaimCheck ? "claims" : null,
            MaxPublishRequestSize = form.By is Way.ClaimCheck ? 8_000 : 1024 * 1024,
            EncryptionFormat = format,
            CompressionThreshold = form.Threshold,
        };
        var run = await driver.InvokeAsync(Wire.Stream(events));
        Assert.Empty(run.Faults);
        return (
            form.By is Way.Kinesis
                ?
                [
                    .. kinesis
                        .Requests.SelectMany(request => request.Records)
                        .Select(record => Encoding.UTF8.GetString(record.Data.Span)),
                ]
                : Details(driver),
            s3.Puts
        );
    }

    /// <summary>Collects events: the rows as they are written.</summary>
    public static async Task<IReadOnlyList<Json>> CollectAsync(IReadOnlyList<string> wire)
    {
        var driver = Driver(From.Kinesis(), new Collect { Id = "collect", EventType = EventTypes.Where(_ => true) });
        var run = await driver.InvokeAsync(Wire.Stream(wire));
        Assert.Empty(run.Faults);
        return [.. driver.DynamoDb.Puts.Select(put => put.Item!.ToTypedJson())];
    }

    /// <summary>Fails at every event: the faults as they are published.</summary>
    public static async Task<IReadOnlyList<string>> FailAsync(IReadOnlyList<string> wire, int? threshold)
    {
        var driver = Driver(
            From.Kinesis(),
            new Materialize
            {
                Id = "broken",
                EventType = EventTypes.Where(_ => true),
                ToUpdateRequest = _ => throw new NotSupportedException("bad \U0001F600"),
            }
        );
        driver.Options = driver.Options with
        {
            CompressionThreshold = threshold,
            FunctionName = "ours",
            MaxPublishRequestSize = 1024 * 1024,
            Head = units => units.DecryptEvent(),
        };
        await driver.InvokeAsync(Wire.Stream(wire));
        return Details(driver);
    }

    /// <summary>The insertions of rows as the stream of their table tells them.</summary>
    public static byte[] Insertions(IEnumerable<Json> rows) =>
        Records.Of(
            rows.Select(
                (row, i) =>
                    Json.ObjectOf(
                        ("eventID", $"{i}"),
                        ("eventName", "INSERT"),
                        ("eventSource", "aws:dynamodb"),
                        ("awsRegion", "us-west-2"),
                        (
                            "dynamodb",
                            Json.ObjectOf(
                                ("ApproximateCreationDateTime", 1_545_084_650L),
                                ("Keys", Json.ObjectOf(("pk", row["pk"]), ("sk", row["sk"]))),
                                ("NewImage", row),
                                ("SequenceNumber", $"{i}"),
                                ("StreamViewType", "NEW_AND_OLD_IMAGES")
                            )
                        )
                    )
            )
        );

    private static FunctionDriver Driver(Source source, Rule rule)
    {
        var driver = new FunctionDriver(source, rule);
        driver.Options = driver.Options with
        {
            Kms = NodeKms.Create(),
            MasterKeyAlias = "alias/thing",
            Source = "ours",
        };
        return driver;
    }

    // As the request has them: an Event would show them decompressed.
    private static IReadOnlyList<string> Details(FunctionDriver driver) =>
        [
            .. driver
                .EventBridge.Requests.SelectMany(request => request.Entries)
                .Select(entry => entry.Detail.ToString()),
        ];

    private static async Task<IReadOnlyList<string>> EventsOfAsync(
        FunctionDriver driver,
        byte[] payload,
        Func<StreamOptions, StreamOptions>? with = null
    )
    {
        driver.Options = with is null ? driver.Options : with(driver.Options);
        var run = await driver.InvokeAsync(payload);
        Assert.Empty(run.Faults);
        return [.. run.Units.Select(unit => unit.Event.ToString())];
    }
}
