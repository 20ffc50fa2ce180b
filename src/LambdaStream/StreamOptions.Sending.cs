namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>The Kinesis stream that events are published to. STREAM_NAME.</summary>
    public string? StreamName { get; init; }

    /// <summary>The Firehose delivery stream that events are sent to. DELIVERY_STREAM_NAME.</summary>
    public string? DeliveryStreamName { get; init; }

    /// <summary>The SQS queue that messages are sent to. QUEUE_URL.</summary>
    public string? QueueUrl { get; init; }

    /// <summary>The SNS topic that messages are published to. TOPIC_ARN.</summary>
    public string? TopicArn { get; init; }

    /// <summary>Batches in flight to Firehose from one pipeline; by default 8. FIREHOSE_PARALLEL, else PARALLEL.</summary>
    public int FirehoseParallel { get; init; } = 8;

    /// <summary>Batches in flight to SQS from one pipeline; by default 8. SQS_PARALLEL, else PARALLEL.</summary>
    public int SqsParallel { get; init; } = 8;

    /// <summary>Messages in flight to SNS from one pipeline; by default 8. SNS_PARALLEL, else PARALLEL.</summary>
    public int SnsParallel { get; init; } = 8;

    /// <summary>Events of a batch to Kinesis; by default 25, at most 500. PUBLISH_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int KinesisBatchSize { get; init; } = 25;

    /// <summary>Events of a batch to Firehose; by default 25, at most 500. FIREHOSE_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int FirehoseBatchSize { get; init; } = 25;

    /// <summary>Messages of a batch to SQS; by default 10, the most that it takes. SQS_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int SqsBatchSize { get; init; } = 10;

    /// <summary>The bytes of a batch to SQS; by default 1,048,576, the most that it takes. SQS_MAX_PAYLOAD_SIZE, else MAX_PAYLOAD_SIZE.</summary>
    public int MaxSqsPayloadSize { get; init; } = 1024 * 1024;

    /// <summary>
    /// The bytes of a record of Kinesis with its partition key; by default 1,048,576. A stream whose MaxRecordSize is higher
    /// takes up to 10 MiB.
    /// </summary>
    public int MaxKinesisRecordSize { get; init; } = 1024 * 1024;
}
