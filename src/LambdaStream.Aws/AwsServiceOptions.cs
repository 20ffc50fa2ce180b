namespace LambdaStream.Aws;

/// <summary>The settings of one service.</summary>
public sealed record AwsServiceOptions
{
    /// <summary>Where the service is; by default its endpoint in the region. AWS_ENDPOINT_URL_DYNAMODB and the like, else AWS_ENDPOINT_URL.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How long one attempt may take; by default 1 s. DYNAMODB_TIMEOUT, BUS_TIMEOUT and the like, else TIMEOUT, in ms.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a call with all its attempts may take; by default as long as the invocation.</summary>
    public TimeSpan CallTimeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How often a call is sent at most, as the Node library does; by default 11 times, and 3 times to S3, Lambda, CloudWatch,
    /// Timestream, STS, Secrets Manager and KMS.
    /// </summary>
    public int MaxAttempts { get; init; } = 11;

    /// <summary>The bytes of an answer above which it is refused; by default <see cref="AwsOptions.MaxResponseSize"/>.</summary>
    public int? MaxResponseSize { get; init; }

    /// <summary>Where the credentials of this service come from; by default from <see cref="AwsOptions.Credentials"/>.</summary>
    public IAwsCredentialsProvider? Credentials { get; init; }

    // The number of attempts of the official clients, where the Node library leaves it to them.
    internal static AwsServiceOptions Brief { get; } = new() { MaxAttempts = 3 };
}
