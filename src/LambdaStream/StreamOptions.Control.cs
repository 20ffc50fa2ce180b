namespace LambdaStream;

public sealed partial record StreamOptions
{
    /// <summary>Calls in flight to Lambda from one pipeline; by default 8. LAMBDA_PARALLEL, else PARALLEL.</summary>
    public int LambdaParallel { get; init; } = 8;

    /// <summary>Requests in flight to CloudWatch from one pipeline; by default 8. CW_PARALLEL, else PARALLEL.</summary>
    public int CloudWatchParallel { get; init; } = 8;

    /// <summary>Requests in flight to Timestream from one pipeline; by default 8. TIMESTREAM_PARALLEL, else PARALLEL.</summary>
    public int TimestreamParallel { get; init; } = 8;

    /// <summary>The name space of metrics. NAMESPACE.</summary>
    public string? MetricsNamespace { get; init; }

    /// <summary>The ARN of the bus that schedules send to. BUS_ARN.</summary>
    public string? BusArn { get; init; }

    /// <summary>The global endpoint that events are published through. BUS_ENDPOINT_ID.</summary>
    /// <remarks>It needs Signature Version 4A, so ports on AWS refuse it when the function starts.</remarks>
    public string? BusEndpointId { get; init; }

    /// <summary>The role by which schedules send. SCHEDULER_ROLE_ARN.</summary>
    public string? SchedulerRoleArn { get; init; }

    /// <summary>The key that encrypts schedules. MASTER_KEY_ARN.</summary>
    public string? MasterKeyArn { get; init; }

    /// <summary>The ARN of a role for <c>AssumedRoleCredentials</c>. ASSUME_ROLE.</summary>
    public string? AssumeRole { get; init; }

    /// <summary>The event source mapping that a <see cref="CircuitBreaker"/> switches. ESM_ID.</summary>
    public string? EventSourceMappingId { get; init; }

    /// <summary>The batch size behind a closed <see cref="CircuitBreaker"/>; by default 100. CIRCUIT_BREAKER_MAX_BATCH_SIZE, else BATCH_SIZE.</summary>
    public int CircuitBreakerMaxBatchSize { get; init; } = 100;

    /// <summary>The other region of a <see cref="StreamFailover"/>. FAILOVER_REGION.</summary>
    public string? FailoverRegion { get; init; }

    /// <summary>The function whose event source mapping a <see cref="StreamFailover"/> moves. LISTENER_FUNCTION_NAME.</summary>
    public string? ListenerFunctionName { get; init; }

    /// <summary>The stream in this region that a <see cref="StreamFailover"/> lets drive the function. STREAM_ARN.</summary>
    public string? StreamArn { get; init; }

    /// <summary>How far before the alarm a <see cref="StreamFailover"/> starts to read; by default 30 minutes. BACKOFF, in minutes.</summary>
    public TimeSpan FailoverBackoff { get; init; } = TimeSpan.FromMinutes(30);
}
