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
}
