using System.Net;

namespace LambdaStream.Aws;

/// <summary>The settings of the transport to AWS, all with working defaults.</summary>
/// <remarks><see cref="FromEnvironment"/> reads them from the variables that Lambda sets and the AWS SDKs know.</remarks>
public sealed partial record AwsOptions
{
    /// <summary>The region; by default that of the <see cref="StreamOptions"/>. AWS_REGION, else AWS_DEFAULT_REGION.</summary>
    public string? Region { get; init; }

    /// <summary>Where credentials come from. AWS_ACCESS_KEY_ID and its companions, else the container's endpoint.</summary>
    public IAwsCredentialsProvider? Credentials { get; init; }

    /// <summary>The settings of DynamoDB.</summary>
    public AwsServiceOptions DynamoDb { get; init; } = new();

    /// <summary>The settings of DynamoDB Streams.</summary>
    public AwsServiceOptions DynamoDbStreams { get; init; } = new();

    /// <summary>The settings of EventBridge.</summary>
    public AwsServiceOptions EventBridge { get; init; } = new();

    /// <summary>The settings of Kinesis.</summary>
    public AwsServiceOptions Kinesis { get; init; } = new();

    /// <summary>The settings of Firehose.</summary>
    public AwsServiceOptions Firehose { get; init; } = new();

    /// <summary>The settings of SQS.</summary>
    public AwsServiceOptions Sqs { get; init; } = new();

    /// <summary>The settings of SNS.</summary>
    public AwsServiceOptions Sns { get; init; } = new();

    /// <summary>
    /// The settings of S3: 3 attempts, as the Node library has; objects of up to 100 MiB are read into memory. The time-out is
    /// for each piece of an object that goes or comes. S3_TIMEOUT.
    /// </summary>
    public AwsServiceOptions S3 { get; init; } = new() { MaxAttempts = 3, MaxResponseSize = 100 * 1024 * 1024 };

    /// <summary>The settings of Lambda.</summary>
    public AwsServiceOptions Lambda { get; init; } = AwsServiceOptions.Brief;

    /// <summary>The settings of EventBridge Scheduler.</summary>
    public AwsServiceOptions Scheduler { get; init; } = new();

    /// <summary>The settings of Secrets Manager.</summary>
    public AwsServiceOptions SecretsManager { get; init; } = AwsServiceOptions.Brief;

    /// <summary>The settings of STS.</summary>
    public AwsServiceOptions Sts { get; init; } = AwsServiceOptions.Brief;

    /// <summary>The settings of KMS.</summary>
    public AwsServiceOptions Kms { get; init; } = AwsServiceOptions.Brief;

    /// <summary>The settings of CloudWatch.</summary>
    public AwsServiceOptions CloudWatch { get; init; } = AwsServiceOptions.Brief;

    /// <summary>The settings of Timestream, to write to.</summary>
    public AwsServiceOptions TimestreamWrite { get; init; } = AwsServiceOptions.Brief;

    /// <summary>Whether endpoints are the FIPS ones, by default not. Endpoints that are set stay. AWS_USE_FIPS_ENDPOINT.</summary>
    public bool UseFipsEndpoint { get; init; }

    /// <summary>Whether endpoints are reached over IPv6 too, by default not. Endpoints that are set stay. AWS_USE_DUALSTACK_ENDPOINT.</summary>
    public bool UseDualStackEndpoint { get; init; }

    /// <summary>The longest wait before the first retry, doubled with each one; by default 200 ms. BASE_BACKOFF_MILLIS.</summary>
    /// <remarks>The wait is a random part of it.</remarks>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before any retry, also where the service asks for more; by default 20 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What a client may spend on retries before it gives up at once: 5 a retry, 10 after a time-out, regained by success. By
    /// default 500.
    /// </summary>
    public int RetryQuota { get; init; } = 500;

    /// <summary>The bytes of an answer above which it is refused; by default 32 MiB, more than any DynamoDB page.</summary>
    public int MaxResponseSize { get; init; } = 32 * 1024 * 1024;

    /// <summary>The connections to one service; by default 50. MAX_SOCKETS.</summary>
    public int MaxConnections { get; init; } = 50;

    /// <summary>The proxy; by default none. HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in small letters too.</summary>
    public IWebProxy? Proxy { get; init; }
}
