namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>The S3 bucket of requests that name none. BUCKET_NAME.</summary>
    public string? BucketName { get; init; }

    /// <summary>
    /// The S3 bucket in which events are stored that are too large to be published; without one they are a fault.
    /// CLAIMCHECK_BUCKET_NAME.
    /// </summary>
    public string? ClaimCheckBucketName { get; init; }

    /// <summary>
    /// Whether an event that consists of nothing but <c>s3: { bucket, key }</c> and an event's head stands for the one that is
    /// stored there; by default it does. Without, it is an event like any other.
    /// </summary>
    public bool RedeemClaimChecks { get; init; } = true;

    /// <summary>Requests in flight to S3 from one pipeline; by default 8. S3_PARALLEL, else PARALLEL.</summary>
    public int S3Parallel { get; init; } = 8;

    /// <summary>HTTP requests in flight from one pipeline; by default 8. FETCH_PARALLEL, else PARALLEL.</summary>
    public int FetchParallel { get; init; } = 8;

    /// <summary>How long an HTTP request may take; by default 1 s. FETCH_TIMEOUT, else TIMEOUT, in ms.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
