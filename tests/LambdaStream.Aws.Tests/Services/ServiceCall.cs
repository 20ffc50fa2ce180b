using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Services;

/// <summary>One operation of a service: how it is called, what goes over the wire, and what comes back.</summary>
internal sealed record ServiceCall(
    Func<StreamOptions, CancellationToken, ValueTask> CallAsync,
    string Target,
    string Answer
)
{
    /// <summary>The method and path of a REST operation; the others are a POST to the root.</summary>
    public string Request { get; init; } = "POST /";

    /// <summary>What the body is, as JSON; null where it is looked at elsewhere.</summary>
    public string? Body { get; init; }

    public bool IsXml { get; init; }

    /// <summary>Whether an answer without a body will do.</summary>
    public bool MayBeEmpty { get; init; }

    public LoopbackAnswer Error(string code, int status, string message = "scripted") =>
        IsXml
            ? LoopbackAnswer.Of(
                $"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
            ) with
            {
                Status = status,
            }
            : LoopbackAnswer.Error(code, status, message);

    public static IReadOnlyDictionary<string, ServiceCall> All { get; } =
        new Dictionary<string, ServiceCall>(StringComparer.Ordinal)
        {
            ["DynamoDB UpdateItem"] = new(
                async (all, token) =>
                    await all.DynamoDb!.UpdateItemAsync(new() { TableName = "t", Key = Item.Of(("pk", "1")) }, token),
                "DynamoDB_20120810.UpdateItem",
                "{}"
            ),
            ["DynamoDB PutItem"] = new(
                async (all, token) =>
                    await all.DynamoDb!.PutItemAsync(new() { TableName = "t", Item = Item.Of(("pk", "1")) }, token),
                "DynamoDB_20120810.PutItem",
                "{}"
            ),
            ["DynamoDB BatchGetItem"] = new(
                async (all, token) =>
                    await all.DynamoDb!.BatchGetItemAsync(
                        new()
                        {
                            RequestItems = new Dictionary<string, KeysAndAttributes>
                            {
                                ["t"] = new() { Keys = [Item.Of(("pk", "1"))] },
                            },
                        },
                        token
                    ),
                "DynamoDB_20120810.BatchGetItem",
                """{"Responses":{"t":[{"pk":{"S":"1"}}]},"UnprocessedKeys":{}}"""
            ),
            ["DynamoDB Query"] = new(
                async (all, token) => await all.DynamoDb!.QueryAsync(new() { TableName = "t" }, token),
                "DynamoDB_20120810.Query",
                """{"Items":[{"pk":{"S":"1"}}]}"""
            ),
            ["DynamoDB Scan"] = new(
                async (all, token) => await all.DynamoDb!.ScanAsync(new() { TableName = "t" }, token),
                "DynamoDB_20120810.Scan",
                """{"Items":[{"pk":{"S":"1"}}]}"""
            ),
            ["DynamoDB BatchWriteItem"] = new(
                async (all, token) =>
                    await all.DynamoDb!.BatchWriteItemAsync(
                        new()
                        {
                            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                            {
                                ["t"] = [WriteRequest.Put(Item.Of(("pk", "1")))],
                            },
                        },
                        token
                    ),
                "DynamoDB_20120810.BatchWriteItem",
                """{"UnprocessedItems":{}}"""
            ),
            ["DynamoDB TransactWriteItems"] = new(
                async (all, token) =>
                    await all.DynamoDb!.TransactWriteItemsAsync(
                        TransactWriteItemsRequest.Of(
                            new DeleteItemRequest { TableName = "t", Key = Item.Of(("pk", "1")) }
                        ),
                        token
                    ),
                "DynamoDB_20120810.TransactWriteItems",
                "{}"
            ),
            ["EventBridge PutEvents"] = new(
                async (all, token) =>
                    await all.EventBridge!.PutEventsAsync(
                        new() { Entries = [new() { Detail = Json.EmptyObject }] },
                        token
                    ),
                "AWSEvents.PutEvents",
                """{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}"""
            ),
            ["Kinesis PutRecords"] = new(
                async (all, token) =>
                    await all.Kinesis!.PutRecordsAsync(
                        new() { StreamName = "s", Records = [new() { Data = new byte[1], PartitionKey = "1" }] },
                        token
                    ),
                "Kinesis_20131202.PutRecords",
                """{"Records":[{"SequenceNumber":"1","ShardId":"1"}]}"""
            ),
            ["Firehose PutRecordBatch"] = new(
                async (all, token) =>
                    await all.Firehose!.PutRecordBatchAsync(
                        new() { DeliveryStreamName = "s", Records = [new() { Data = new byte[1] }] },
                        token
                    ),
                "Firehose_20150804.PutRecordBatch",
                """{"RequestResponses":[{"RecordId":"1"}]}"""
            ),
            ["SQS SendMessageBatch"] = new(
                async (all, token) =>
                    await all.Sqs!.SendMessageBatchAsync(
                        new() { QueueUrl = "q", Entries = [new() { Id = "1", MessageBody = "x" }] },
                        token
                    ),
                "AmazonSQS.SendMessageBatch",
                """{"Successful":[{"Id":"1"}]}"""
            ),
            ["SNS Publish"] = new(
                async (all, token) => await all.Sns!.PublishAsync(new() { TopicArn = "t", Message = "x" }, token),
                "Action=Publish&Version=2010-03-31&TopicArn=t&Message=x",
                "<R><PublishResult><MessageId>1</MessageId></PublishResult></R>"
            )
            {
                IsXml = true,
            },
            ["Lambda Invoke"] = new(
                async (all, token) =>
                    await all.Lambda!.InvokeAsync(
                        new() { FunctionName = "f", Payload = """{"a":1}"""u8.ToArray() },
                        token
                    ),
                "",
                "{}"
            )
            {
                Request = "POST /2015-03-31/functions/f/invocations",
                Body = """{"a":1}""",
                MayBeEmpty = true,
            },
            ["Lambda CreateEventSourceMapping"] = new(
                async (all, token) =>
                    await all.Lambda!.CreateEventSourceMappingAsync(
                        new()
                        {
                            EventSourceArn = "arn:stream",
                            FunctionName = "f",
                            Enabled = false,
                            BatchSize = 42,
                            StartingPosition = "AT_TIMESTAMP",
                            StartingPositionTimestamp = DateTimeOffset.FromUnixTimeMilliseconds(1768470000500),
                            FunctionResponseTypes = ["ReportBatchItemFailures"],
                            FilterCriteria = Json.Parse("""{"Filters":[]}"""),
                        },
                        token
                    ),
                "",
                """{"UUID":"1"}"""
            )
            {
                Request = "POST /2015-03-31/event-source-mappings",
                Body =
                    """{"EventSourceArn":"arn:stream","FunctionName":"f","Enabled":false,"BatchSize":42,"StartingPosition":"AT_TIMESTAMP","StartingPositionTimestamp":1768470000.5,"FunctionResponseTypes":["ReportBatchItemFailures"],"FilterCriteria":{"Filters":[]}}""",
            },
            ["Lambda UpdateEventSourceMapping"] = new(
                async (all, token) =>
                    await all.Lambda!.UpdateEventSourceMappingAsync(
                        new()
                        {
                            UUID = "a/b",
                            Enabled = true,
                            BatchSize = 1,
                        },
                        token
                    ),
                "",
                """{"UUID":"1"}"""
            )
            {
                Request = "PUT /2015-03-31/event-source-mappings/a%2Fb",
                Body = """{"Enabled":true,"BatchSize":1}""",
            },
            ["Lambda DeleteEventSourceMapping"] = new(
                async (all, token) => await all.Lambda!.DeleteEventSourceMappingAsync(new() { UUID = "1" }, token),
                "",
                """{"UUID":"1"}"""
            )
            {
                Request = "DELETE /2015-03-31/event-source-mappings/1",
            },
            ["Lambda ListEventSourceMappings"] = new(
                async (all, token) =>
                    await all.Lambda!.ListEventSourceMappingsAsync(
                        new()
                        {
                            FunctionName = "f",
                            EventSourceArn = "arn:aws:sqs:x:1:q",
                            Marker = "a+b=",
                            MaxItems = 10,
                        },
                        token
                    ),
                "",
                """{"EventSourceMappings":[]}"""
            )
            {
                Request =
                    "GET /2015-03-31/event-source-mappings?EventSourceArn=arn%3Aaws%3Asqs%3Ax%3A1%3Aq&FunctionName=f&Marker=a%2Bb%3D&MaxItems=10",
            },
            ["Scheduler CreateSchedule"] = new(
                async (all, token) =>
                    await all.Scheduler!.CreateScheduleAsync(
                        new()
                        {
                            Name = "wake up",
                            ScheduleExpression = "at(2026-02-01T00:00:00)",
                            ClientToken = "token",
                            EndDate = DateTimeOffset.FromUnixTimeSeconds(1768470000),
                            Target = new()
                            {
                                Arn = "arn:bus",
                                RoleArn = "arn:role",
                                Input = "{}",
                                EventBridgeParameters = new() { DetailType = "t", Source = "s" },
                                DeadLetterArn = "arn:dlq",
                                MaximumRetryAttempts = 3,
                            },
                        },
                        token
                    ),
                "",
                """{"ScheduleArn":"arn"}"""
            )
            {
                Request = "POST /schedules/wake%20up",
                Body =
                    """{"ScheduleExpression":"at(2026-02-01T00:00:00)","FlexibleTimeWindow":{"Mode":"OFF"},"Target":{"Arn":"arn:bus","RoleArn":"arn:role","Input":"{}","EventBridgeParameters":{"DetailType":"t","Source":"s"},"DeadLetterConfig":{"Arn":"arn:dlq"},"RetryPolicy":{"MaximumRetryAttempts":3}},"EndDate":1768470000,"ClientToken":"token"}""",
            },
            ["Secrets Manager GetSecretValue"] = new(
                async (all, token) =>
                    await all.SecretsManager!.GetSecretValueAsync(new() { SecretId = "svc/np" }, token),
                "secretsmanager.GetSecretValue",
                """{"Name":"svc/np","SecretString":"x"}"""
            )
            {
                Body = """{"SecretId":"svc/np"}""",
            },
            ["STS AssumeRole"] = new(
                async (all, token) =>
                    await all.Sts!.AssumeRoleAsync(
                        new()
                        {
                            RoleArn = "arn:role",
                            RoleSessionName = "me",
                            DurationSeconds = 900,
                        },
                        token
                    ),
                "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Arole&RoleSessionName=me&DurationSeconds=900",
                "<R><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2026-11-23T13:00:00Z</Expiration></Credentials></AssumeRoleResult></R>"
            )
            {
                IsXml = true,
            },
            ["KMS GenerateDataKey"] = new(
                async (all, token) => await all.Kms!.GenerateDataKeyAsync(new() { KeyId = "alias/a" }, token),
                "TrentService.GenerateDataKey",
                """{"Plaintext":"AQ==","CiphertextBlob":"Ag=="}"""
            )
            {
                Body = """{"KeyId":"alias/a","KeySpec":"AES_256"}""",
            },
            ["KMS Encrypt"] = new(
                async (all, token) =>
                    await all.Kms!.EncryptAsync(new() { KeyId = "alias/a", Plaintext = new byte[] { 1 } }, token),
                "TrentService.Encrypt",
                """{"CiphertextBlob":"Ag=="}"""
            )
            {
                Body = """{"KeyId":"alias/a","Plaintext":"AQ=="}""",
            },
            ["KMS Decrypt"] = new(
                async (all, token) =>
                    await all.Kms!.DecryptAsync(
                        new()
                        {
                            CiphertextBlob = new byte[] { 2 },
                            EncryptionContext = new Dictionary<string, string> { ["a"] = "b" },
                        },
                        token
                    ),
                "TrentService.Decrypt",
                """{"Plaintext":"AQ=="}"""
            )
            {
                Body = """{"CiphertextBlob":"Ag==","EncryptionContext":{"a":"b"}}""",
            },
            ["CloudWatch PutMetricData"] = new(
                async (all, token) =>
                    await all.CloudWatch!.PutMetricDataAsync(
                        new()
                        {
                            Namespace = "n",
                            MetricData =
                            [
                                new()
                                {
                                    MetricName = "m",
                                    Value = 1.5,
                                    Unit = "Count",
                                    Timestamp = DateTimeOffset.FromUnixTimeSeconds(1768470000),
                                    Dimensions = [new("d", "v")],
                                },
                                new()
                                {
                                    MetricName = "s",
                                    Values = [1, 2e-7],
                                    Counts = [3, 4],
                                },
                            ],
                        },
                        token
                    ),
                "GraniteServiceVersion20100801.PutMetricData",
                "{}"
            )
            {
                Body =
                    """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":1.5,"Unit":"Count","Timestamp":1768470000,"Dimensions":[{"Name":"d","Value":"v"}]},{"MetricName":"s","Values":[1,2E-07],"Counts":[3,4]}]}""",
                MayBeEmpty = true,
            },
            ["Timestream WriteRecords"] = new(
                async (all, token) =>
                    await all.TimestreamWrite!.WriteRecordsAsync(
                        new()
                        {
                            DatabaseName = "db",
                            TableName = "t",
                            Records =
                            [
                                new()
                                {
                                    Dimensions = [new() { Name = "sensor", Value = "p" }],
                                    MeasureName = "temp",
                                    MeasureValue = "-3",
                                    Time = "1",
                                    Version = 9_000_000_000,
                                },
                            ],
                        },
                        token
                    ),
                "Timestream_20181101.WriteRecords",
                """{"RecordsIngested":{"Total":1}}"""
            )
            {
                Body =
                    """{"DatabaseName":"db","TableName":"t","Records":[{"Dimensions":[{"Name":"sensor","Value":"p"}],"MeasureName":"temp","MeasureValue":"-3","Time":"1","Version":9000000000}]}""",
            },
        };
}
