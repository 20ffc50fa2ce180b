namespace LambdaStream.Sinks;

/// <summary>How much each service takes in one request. The sinks cut their batches by it.</summary>
public static class TargetLimits
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    /// <summary>DynamoDB's BatchWriteItem: 25 puts and deletes, 16 MiB. An item of more than 400 KiB it refuses itself.</summary>
    public static BatchLimits DynamoDbBatch { get; } = new(25, 16 * MiB);

    /// <summary>DynamoDB's TransactWriteItems: 100 parts, 4 MiB.</summary>
    public static BatchLimits DynamoDbTransaction { get; } = new(100, 4 * MiB);

    /// <summary>EventBridge's PutEvents: 10 entries, 1 MiB.</summary>
    public static BatchLimits EventBridge { get; } = new(10, MiB);

    /// <summary>Kinesis's PutRecords: 500 records, 10 MiB; a record 1 MiB, or up to 10 MiB where the stream is set to.</summary>
    public static BatchLimits Kinesis { get; } = new(500, 10 * MiB) { EntryBytes = MiB };

    /// <summary>Firehose's PutRecordBatch: 500 records, 4 MiB; a record 1,000 KiB.</summary>
    public static BatchLimits Firehose { get; } = new(500, 4 * MiB) { EntryBytes = 1000 * KiB };

    /// <summary>The SendMessageBatch of SQS: 10 messages, 1 MiB.</summary>
    public static BatchLimits Sqs { get; } = new(10, MiB) { Measure = "Payload size" };

    /// <summary>The PublishBatch of SNS: 10 messages, 256 KiB.</summary>
    public static BatchLimits Sns { get; } = new(10, 256 * KiB) { Measure = "Payload size" };

    /// <summary>CloudWatch's PutMetricData: 1,000 values of metrics, 1 MiB.</summary>
    public static BatchLimits CloudWatch { get; } = new(1000, MiB);

    /// <summary>Timestream's WriteRecords: 100 records.</summary>
    public static BatchLimits Timestream { get; } = new(100, long.MaxValue);

    /// <summary>These limits, or lower ones.</summary>
    internal static BatchLimits Within(this BatchLimits limits, int? count, long? bytes) =>
        limits with
        {
            Count = (int)Math.Min(count ?? limits.Count, limits.Count),
            Bytes = Math.Min(bytes ?? limits.Bytes, limits.Bytes),
        };
}
