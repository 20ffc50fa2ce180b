using LambdaStream.Connectors;

namespace LambdaStream.Benchmarks;

/// <summary>Services that answer at once, count their requests and keep nothing of them.</summary>
/// <param name="rows">The items that each query, scan and read by keys finds.</param>
internal sealed partial class InstantServices(params IReadOnlyList<Item> rows)
{
    /// <summary>How many requests they got.</summary>
    public long Requests { get; private set; }

    /// <summary>The options of a function that has these services, and all the names that they need.</summary>
    public StreamOptions Options =>
        new()
        {
            DynamoDb = this,
            EventBridge = this,
            Kinesis = this,
            Firehose = this,
            Sqs = this,
            Sns = this,
            S3 = this,
            Fetch = this,
            Lambda = this,
            Scheduler = this,
            SecretsManager = this,
            Kms = this,
            CloudWatch = this,
            TimestreamWrite = this,
            Source = "my-service",
            Stage = "prd",
            Region = "us-east-1",
            FailoverRegion = "us-west-2",
            EntityTableName = "entities",
            EventTableName = "events",
            BusName = "event-hub",
            BusArn = "arn:aws:events:us-east-1:123456789012:event-bus/event-hub",
            StreamName = "event-hub",
            StreamArn = "arn:aws:kinesis:us-east-1:123456789012:stream/event-hub",
            DeliveryStreamName = "event-lake",
            QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/queue",
            TopicArn = "arn:aws:sns:us-east-1:123456789012:topic",
            BucketName = "objects",
            MetricsNamespace = "metrics",
            MasterKeyAlias = "alias/my-service",
            SchedulerRoleArn = "arn:aws:iam::123456789012:role/scheduler",
            EventSourceMappingId = "mapping",
            ListenerFunctionName = "my-service-prd-listener",
        };

    private ValueTask<T> Answer<T>(T response)
    {
        Requests++;
        return new(response);
    }
}
