using LambdaStream.Connectors;

namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>DynamoDB; null where the function has no tables.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>EventBridge, where events and faults are published.</summary>
    public IEventBridge? EventBridge { get; init; }

    /// <summary>Kinesis, to publish to; null where the function publishes to no stream.</summary>
    public IKinesis? Kinesis { get; init; }

    /// <summary>Firehose; null where the function sends nothing there.</summary>
    public IFirehose? Firehose { get; init; }

    /// <summary>SQS; null where the function sends no messages.</summary>
    public ISqs? Sqs { get; init; }

    /// <summary>SNS; null where the function publishes no messages.</summary>
    public ISns? Sns { get; init; }

    /// <summary>S3; null where the function has no objects, claim checks included.</summary>
    public IS3? S3 { get; init; }

    /// <summary>HTTP; null where the function fetches nothing.</summary>
    public IFetch? Fetch { get; init; }

    /// <summary>Lambda; null where the function calls no other and switches no event source mapping.</summary>
    public ILambda? Lambda { get; init; }

    /// <summary>EventBridge Scheduler; null where the function schedules nothing.</summary>
    public IScheduler? Scheduler { get; init; }

    /// <summary>Secrets Manager; null where the function needs no secrets.</summary>
    public ISecretsManager? SecretsManager { get; init; }

    /// <summary>The Security Token Service; null where the function assumes no role.</summary>
    public ISts? Sts { get; init; }

    /// <summary>The Key Management Service; null where the function neither encrypts nor decrypts.</summary>
    public IKms? Kms { get; init; }

    /// <summary>CloudWatch metrics; null where the function puts none.</summary>
    public ICloudWatch? CloudWatch { get; init; }

    /// <summary>Timestream; null where the function writes to no time series.</summary>
    public ITimestreamWrite? TimestreamWrite { get; init; }
}
