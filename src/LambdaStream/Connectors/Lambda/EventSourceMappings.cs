namespace LambdaStream.Connectors;

/// <summary>Lambda's CreateEventSourceMapping. What is null is Lambda's default.</summary>
public sealed record CreateEventSourceMappingRequest
{
    /// <summary>The ARN of the stream or queue.</summary>
    public required string EventSourceArn { get; init; }

    /// <summary>The name or ARN of the function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Whether the function is driven; by default it is.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The most records of an invocation.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The seconds for which records are gathered.</summary>
    public int? MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>The invocations at once for a shard.</summary>
    public int? ParallelizationFactor { get; init; }

    /// <summary>Where reading starts: TRIM_HORIZON, LATEST or AT_TIMESTAMP. A stream needs it.</summary>
    public string? StartingPosition { get; init; }

    /// <summary>The time from which records are read, with AT_TIMESTAMP.</summary>
    public DateTimeOffset? StartingPositionTimestamp { get; init; }

    /// <summary>The seconds after which a record is given up.</summary>
    public int? MaximumRecordAgeInSeconds { get; init; }

    /// <summary>How often a failed batch is delivered again.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Whether a failed batch is delivered again in two halves.</summary>
    public bool? BisectBatchOnFunctionError { get; init; }

    /// <summary>The seconds of a tumbling window.</summary>
    public int? TumblingWindowInSeconds { get; init; }

    /// <summary>ReportBatchItemFailures, if the response of the function says what failed.</summary>
    public IReadOnlyList<string>? FunctionResponseTypes { get; init; }

    /// <summary>Which records the function gets, in the API's JSON.</summary>
    public Json FilterCriteria { get; init; }

    /// <summary>Where records go that are given up, in the API's JSON.</summary>
    public Json DestinationConfig { get; init; }

    /// <summary>The region of the mapping; by default the port's.</summary>
    public string? Region { get; init; }
}

/// <summary>Lambda's UpdateEventSourceMapping. What is null stays.</summary>
public sealed record UpdateEventSourceMappingRequest
{
    /// <summary>The id of the mapping.</summary>
    public required string UUID { get; init; }

    /// <summary>The name or ARN of another function.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Whether the function is driven.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The most records of an invocation.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The seconds for which records are gathered.</summary>
    public int? MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>The invocations at once for a shard.</summary>
    public int? ParallelizationFactor { get; init; }

    /// <summary>The seconds after which a record is given up.</summary>
    public int? MaximumRecordAgeInSeconds { get; init; }

    /// <summary>How often a failed batch is delivered again.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Whether a failed batch is delivered again in two halves.</summary>
    public bool? BisectBatchOnFunctionError { get; init; }

    /// <summary>The region of the mapping; by default the port's.</summary>
    public string? Region { get; init; }
}

/// <summary>Lambda's DeleteEventSourceMapping.</summary>
public sealed record DeleteEventSourceMappingRequest
{
    /// <summary>The id of the mapping.</summary>
    public required string UUID { get; init; }

    /// <summary>The region of the mapping; by default the port's.</summary>
    public string? Region { get; init; }
}

/// <summary>Lambda's ListEventSourceMappings.</summary>
public sealed record ListEventSourceMappingsRequest
{
    /// <summary>The name or ARN of the function; by default every one.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The ARN of the stream or queue; by default every one.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>Where the page starts: <see cref="ListEventSourceMappingsResponse.NextMarker"/> of the one before.</summary>
    public string? Marker { get; init; }

    /// <summary>The most mappings of a page: 1 to 100.</summary>
    public int? MaxItems { get; init; }

    /// <summary>The region of the mappings; by default the port's.</summary>
    public string? Region { get; init; }
}

/// <summary>Lambda's answer to ListEventSourceMappings.</summary>
public sealed record ListEventSourceMappingsResponse
{
    /// <summary>The mappings.</summary>
    public IReadOnlyList<EventSourceMappingConfiguration> EventSourceMappings { get; init; } = [];

    /// <summary>Where the next page starts; null on the last one.</summary>
    public string? NextMarker { get; init; }
}

/// <summary>An event source mapping, as Lambda tells of it.</summary>
public sealed record EventSourceMappingConfiguration
{
    /// <summary>Its id.</summary>
    public string? UUID { get; init; }

    /// <summary>Creating, Enabling, Enabled, Disabling, Disabled, Updating or Deleting.</summary>
    public string? State { get; init; }

    /// <summary>The ARN of the stream or queue.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>The ARN of the function.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>The most records of an invocation.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The seconds for which records are gathered.</summary>
    public int? MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>The invocations at once for a shard.</summary>
    public int? ParallelizationFactor { get; init; }

    /// <summary>Where reading started.</summary>
    public string? StartingPosition { get; init; }

    /// <summary>The seconds after which a record is given up.</summary>
    public int? MaximumRecordAgeInSeconds { get; init; }

    /// <summary>How often a failed batch is delivered again.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Whether a failed batch is delivered again in two halves.</summary>
    public bool? BisectBatchOnFunctionError { get; init; }

    /// <summary>The seconds of a tumbling window.</summary>
    public int? TumblingWindowInSeconds { get; init; }

    /// <summary>ReportBatchItemFailures, if the response of the function says what failed.</summary>
    public IReadOnlyList<string>? FunctionResponseTypes { get; init; }

    /// <summary>Which records the function gets, in the API's JSON.</summary>
    public Json FilterCriteria { get; init; }

    /// <summary>Where records go that are given up, in the API's JSON.</summary>
    public Json DestinationConfig { get; init; }
}
