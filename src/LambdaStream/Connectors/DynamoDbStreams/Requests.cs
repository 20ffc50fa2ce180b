namespace LambdaStream.Connectors;

/// <summary>A request for one page of the shards of a stream.</summary>
public sealed record DescribeStreamRequest
{
    /// <summary>The ARN of the stream.</summary>
    public required string StreamArn { get; init; }

    /// <summary>The last shard of the page before.</summary>
    public string? ExclusiveStartShardId { get; init; }
}

/// <summary>One page of the shards of a stream.</summary>
public sealed record DescribeStreamResponse
{
    /// <summary>The shards.</summary>
    public required IReadOnlyList<StreamShard> Shards { get; init; }

    /// <summary>Where the next page starts; null after the last.</summary>
    public string? LastEvaluatedShardId { get; init; }
}

/// <summary>A shard of a stream. It is read after its parent.</summary>
public sealed record StreamShard
{
    /// <summary>The id of the shard.</summary>
    public required string ShardId { get; init; }

    /// <summary>The shard that it continues, if any. It may be gone.</summary>
    public string? ParentShardId { get; init; }

    /// <summary>The last sequence number of a closed shard; null while records are added.</summary>
    public string? EndingSequenceNumber { get; init; }
}

/// <summary>A request for a place in a shard.</summary>
public sealed record GetShardIteratorRequest
{
    /// <summary>The ARN of the stream.</summary>
    public required string StreamArn { get; init; }

    /// <summary>The id of the shard.</summary>
    public required string ShardId { get; init; }

    /// <summary>TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER.</summary>
    public required string ShardIteratorType { get; init; }

    /// <summary>The sequence number at or after which to read.</summary>
    public string? SequenceNumber { get; init; }
}

/// <summary>A place in a shard.</summary>
public sealed record GetShardIteratorResponse
{
    /// <summary>The place; null where the shard has no more records to come.</summary>
    public string? ShardIterator { get; init; }
}

/// <summary>A request for records.</summary>
public sealed record GetRecordsRequest
{
    /// <summary>The place to read from.</summary>
    public required string ShardIterator { get; init; }

    /// <summary>How many to give at most: 1 to 1,000, which is the service's default.</summary>
    public int? Limit { get; init; }
}

/// <summary>Records of a shard.</summary>
public sealed record GetRecordsResponse
{
    /// <summary>The records as the service writes them.</summary>
    public required IReadOnlyList<Json> Records { get; init; }

    /// <summary>The place behind them; null at the end of a closed shard.</summary>
    public string? NextShardIterator { get; init; }
}
