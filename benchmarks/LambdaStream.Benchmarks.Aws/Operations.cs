using LambdaStream.Aws;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Benchmarks.Aws;

/// <summary>One operation of each service, as sinks and queries send it.</summary>
internal static class Operations
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:topic";

    private static readonly byte[] Kilobyte = new byte[1024];
    private static readonly string Text = new('x', 300);

    public static IReadOnlyDictionary<string, Func<StreamOptions, int, ValueTask>> All { get; } =
        new Dictionary<string, Func<StreamOptions, int, ValueTask>>
        {
            ["DynamoDB BatchWriteItem, 25 items"] = async (all, i) =>
                await all.DynamoDb!.BatchWriteItemAsync(
                    new()
                    {
                        RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                        {
                            [Thing.Table] = [.. Many(25, n => WriteRequest.Put(Row(i, n)))],
                        },
                    },
                    default
                ),
            ["DynamoDB TransactWriteItems, 2"] = async (all, i) =>
                await all.DynamoDb!.TransactWriteItemsAsync(
                    TransactWriteItemsRequest.Of(
                        new PutItemRequest { TableName = Thing.Table, Item = Row(i, 0) },
                        new PutItemRequest { TableName = Thing.Table, Item = Row(i, 1) }
                    ),
                    default
                ),
            ["EventBridge PutEvents, 10 entries"] = async (all, i) =>
                await all.EventBridge!.PutEventsAsync(
                    new()
                    {
                        Entries =
                        [
                            .. Many(
                                10,
                                n => new PutEventsRequestEntry
                                {
                                    EventBusName = "bus",
                                    Source = "custom",
                                    DetailType = "thing-created",
                                    Detail = Json.ObjectOf(("id", $"{i}-{n}"), ("text", Text)),
                                }
                            ),
                        ],
                    },
                    default
                ),
            ["Kinesis PutRecords, 25"] = async (all, i) =>
                await all.Kinesis!.PutRecordsAsync(
                    new()
                    {
                        StreamName = "stream",
                        Records =
                        [
                            .. Many(25, n => new PutRecordsRequestEntry { Data = Kilobyte, PartitionKey = $"{n}" }),
                        ],
                    },
                    default
                ),
            ["Firehose PutRecordBatch, 25"] = async (all, i) =>
                await all.Firehose!.PutRecordBatchAsync(
                    new()
                    {
                        DeliveryStreamName = "lake",
                        Records = [.. Many(25, _ => new FirehoseRecord { Data = Kilobyte })],
                    },
                    default
                ),
            ["SQS SendMessageBatch, 10"] = async (all, i) =>
                await all.Sqs!.SendMessageBatchAsync(
                    new()
                    {
                        QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/queue",
                        Entries =
                        [
                            .. Many(10, n => new SendMessageBatchRequestEntry { Id = $"{n}", MessageBody = Text }),
                        ],
                    },
                    default
                ),
            ["SNS PublishBatch, 10"] = async (all, i) =>
                await all.Sns!.PublishBatchAsync(
                    new()
                    {
                        TopicArn = Topic,
                        PublishBatchRequestEntries =
                        [
                            .. Many(10, n => new PublishBatchRequestEntry { Id = $"{n}", Message = Text }),
                        ],
                    },
                    default
                ),
            ["S3 PutObject, 1 KiB"] = async (all, i) =>
                await all.S3!.PutObjectAsync(
                    new()
                    {
                        Bucket = "objects",
                        Key = $"{i}",
                        Body = Kilobyte,
                    },
                    default
                ),
            ["S3 GetObject"] = async (all, i) =>
                await all.S3!.GetObjectAsync(new() { Bucket = "objects", Key = $"{i}" }, default),
            ["HTTP Fetch"] = async (all, i) =>
                await all.Fetch!.FetchAsync(new() { Url = $"{all.QueueUrl}things/{i}" }, default),
            ["Lambda Invoke"] = async (all, i) =>
                await all.Lambda!.InvokeAsync(new() { FunctionName = "function", Payload = Kilobyte }, default),
            ["Scheduler CreateSchedule"] = async (all, i) =>
                await all.Scheduler!.CreateScheduleAsync(
                    new()
                    {
                        Name = $"schedule-{i}",
                        ScheduleExpression = "at(2100-01-01T00:00:00)",
                        Target = new()
                        {
                            Arn = "arn:aws:events:us-east-1:123456789012:event-bus/bus",
                            RoleArn = Role,
                            Input = Text,
                        },
                    },
                    default
                ),
            ["Secrets Manager GetSecretValue"] = async (all, i) =>
                await all.SecretsManager!.GetSecretValueAsync(new() { SecretId = "service/stage" }, default),
            ["STS AssumeRole"] = async (all, i) =>
                await all.Sts!.AssumeRoleAsync(new() { RoleArn = Role, RoleSessionName = "me" }, default),
            ["KMS GenerateDataKey"] = async (all, i) =>
                await all.Kms!.GenerateDataKeyAsync(new() { KeyId = "alias/service" }, default),
            ["CloudWatch PutMetricData, 10"] = async (all, i) =>
                await all.CloudWatch!.PutMetricDataAsync(
                    new()
                    {
                        Namespace = "metrics",
                        MetricData = [.. Many(10, n => new MetricDatum { MetricName = $"m{n}", Value = i })],
                    },
                    default
                ),
            ["Timestream WriteRecords, 10"] = async (all, i) =>
                await all.TimestreamWrite!.WriteRecordsAsync(
                    new()
                    {
                        DatabaseName = "database",
                        TableName = "series",
                        Records =
                        [
                            .. Many(
                                10,
                                n => new TimestreamRecord
                                {
                                    MeasureName = $"m{n}",
                                    MeasureValue = "1",
                                    Time = $"{i}",
                                }
                            ),
                        ],
                    },
                    default
                ),
        };

    public static Func<int, Task> On(Uri endpoint, string operation)
    {
        var service = new AwsServiceOptions { Endpoint = endpoint, Timeout = TimeSpan.FromMinutes(1) };
        // The address of the HTTP call stands in for a queue's.
        var options = new StreamOptions { QueueUrl = endpoint.ToString() }.UseAws(
            new()
            {
                Region = "us-east-1",
                Credentials = new StaticCredentials(Thing.KeyId, Thing.Secret),
                DynamoDb = service,
                EventBridge = service,
                Kinesis = service,
                Firehose = service,
                Sqs = service,
                Sns = service,
                S3 = service,
                Lambda = service,
                Scheduler = service,
                SecretsManager = service,
                Sts = service,
                Kms = service,
                CloudWatch = service,
                TimestreamWrite = service,
            }
        );
        var call = All[operation];
        return i => call(options, i).AsTask();
    }

    /// <summary>What the endpoint answers, each service seeing its own members.</summary>
    public static LoopbackAnswer Answer(LoopbackRequest request) =>
        request
            .Headers.GetValueOrDefault("Content-Type", "")
            .StartsWith("application/x-www-form", StringComparison.Ordinal)
            ? XmlAnswer
            : JsonAnswer;

    private static readonly LoopbackAnswer JsonAnswer = LoopbackAnswer.Of(
        """
        {"Entries":[{"EventId":"1"}],"Records":[{"SequenceNumber":"1"}],"RequestResponses":[{"RecordId":"1"}],
        "Successful":[{"Id":"1"}],"SecretString":"e30=","Plaintext":"AQ==","CiphertextBlob":"AQ==","ScheduleArn":"arn"}
        """
    );

    private static readonly LoopbackAnswer XmlAnswer = LoopbackAnswer.Of(
        """
        <R><PublishBatchResult><Successful><member><Id>1</Id></member></Successful></PublishBatchResult>
        <AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>
        <SessionToken>T</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>
        """
    );

    private static IEnumerable<T> Many<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make);

    private static Item Row(int i, int n) => Item.Of(("pk", $"{i}"), ("sk", $"{n}"), ("text", Text), ("number", n));
}
