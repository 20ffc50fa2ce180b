namespace LambdaStream.Testing;

/// <content>Payloads that are one record as a whole, of Firehose, and the canaries.</content>
public static partial class Records
{
    /// <summary>Records that Firehose has transformed, one for each event.</summary>
    public static byte[] Firehose(params IEnumerable<Event> events) =>
        FirehoseData([.. events.Select(@event => @event.ToJson().ToUtf8())]);

    /// <summary>Records that Firehose has transformed, one for each piece of data, JSON or not.</summary>
    public static byte[] FirehoseData(params IReadOnlyList<byte[]> data) =>
        Json.ObjectOf(
                ("invocationId", "00000000-0000-0000-0000-000000000000"),
                ("deliveryStreamArn", $"arn:aws:firehose:{Region}:{Account}:deliverystream/delivery-stream"),
                ("region", Region),
                (
                    "records",
                    Json.ArrayOf([
                        .. data.Select(
                            (bytes, i) =>
                                Json.ObjectOf(
                                    ("recordId", $"{i}"),
                                    ("approximateArrivalTimestamp", 1_545_084_650_987),
                                    ("data", Convert.ToBase64String(bytes))
                                )
                        ),
                    ])
                )
            )
            .ToUtf8();

    /// <summary>Changes of a DynamoDB table by way of a Kinesis stream.</summary>
    public static byte[] DynamoDbOverKinesis(params IReadOnlyList<Change> changes) =>
        KinesisData([.. changes.Select((change, i) => change.ToKinesisData(i).ToUtf8())]);

    /// <summary>The tick of a schedule.</summary>
    public static byte[] Cron(string time = "2018-12-17T21:31:27Z") =>
        Json.ObjectOf(
                ("version", "0"),
                ("id", "0"),
                ("detail-type", "Scheduled Event"),
                ("source", "aws.events"),
                ("account", Account),
                ("time", time),
                ("region", Region),
                ("resources", Json.ArrayOf($"arn:aws:events:{Region}:{Account}:rule/schedule")),
                ("detail", Json.EmptyObject)
            )
            .ToUtf8();

    /// <summary>The action of a CloudWatch alarm that has gone into a state: <c>OK</c>, <c>ALARM</c> or <c>INSUFFICIENT_DATA</c>.</summary>
    public static byte[] Alarm(string state = "ALARM") =>
        Json.ObjectOf(
                ("source", "aws.cloudwatch"),
                ("alarmArn", $"arn:aws:cloudwatch:{Region}:{Account}:alarm:alarm"),
                ("accountId", Account),
                ("time", "2018-12-17T21:31:27.000+0000"),
                ("region", Region),
                (
                    "alarmData",
                    Json.ObjectOf(
                        ("alarmName", "alarm"),
                        (
                            "state",
                            Json.ObjectOf(
                                ("value", state),
                                ("reason", "Threshold Crossed"),
                                ("timestamp", "2018-12-17T21:31:27.000+0000")
                            )
                        ),
                        ("previousState", Json.ObjectOf(("value", state is "OK" ? "ALARM" : "OK")))
                    )
                )
            )
            .ToUtf8();

    /// <summary>A trigger of a Cognito user pool, such as <c>PostConfirmation_ConfirmSignUp</c>.</summary>
    /// <param name="triggerSource">The trigger.</param>
    /// <param name="request">What it tells; by default an empty object.</param>
    /// <param name="response">What is to be answered as far as Cognito has filled it in; by default an empty object.</param>
    public static byte[] Cognito(string triggerSource, Json request = default, Json response = default) =>
        Json.ObjectOf(
                ("version", "1"),
                ("triggerSource", triggerSource),
                ("region", Region),
                ("userPoolId", $"{Region}_pool"),
                ("userName", "user"),
                ("callerContext", Json.ObjectOf(("awsSdkVersion", "aws-sdk-unknown-unknown"), ("clientId", "client"))),
                ("request", request.IsDefined ? request : Json.EmptyObject),
                ("response", response.IsDefined ? response : Json.EmptyObject)
            )
            .ToUtf8();

    /// <summary>A direct invocation with an event.</summary>
    public static byte[] Direct(Event @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return @event.ToJson().ToUtf8();
    }

    /// <summary>A direct invocation with a list of events.</summary>
    public static byte[] Direct(params IEnumerable<Event> events) =>
        Json.ArrayOf([.. events.Select(@event => @event.ToJson())]).ToUtf8();

    /// <summary>A Kinesis record of the type <c>unknown-type</c>, which no pipeline should want: the canary of a function's tests.</summary>
    public static byte[] UnknownKinesis() => Kinesis(Unknown);

    /// <summary>A change of an item that no pipeline should want.</summary>
    public static byte[] UnknownDynamoDb() =>
        DynamoDb(
            new Change
            {
                Time = 0,
                Keys = Connectors.Item.Of(("pk", "0"), ("sk", "0")),
                NewImage = Connectors.Item.Of(("discriminator", "unknown")),
            }
        );

    /// <summary>An SQS message of a type that no pipeline should want.</summary>
    public static byte[] UnknownSqs() => Sqs(Unknown);

    /// <summary>A Firehose record of a type that no pipeline should want.</summary>
    public static byte[] UnknownFirehose() => Firehose(Unknown);

    private static Event Unknown => Event.Of("unknown-type");
}
