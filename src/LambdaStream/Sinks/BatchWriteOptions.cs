using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.BatchWriteDynamoDb"/> works.</summary>
public sealed record BatchWriteOptions
{
    internal static BatchWriteOptions Default { get; } = new();

    /// <summary>The table of requests that name none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>
    /// The name of the tables' hash key, by default pk: a batch must not have two requests for one item, and of one item only
    /// one is in flight.
    /// </summary>
    public string HashKey { get; init; } = "pk";

    /// <summary>The name of the tables' range key; by default sk.</summary>
    public string RangeKey { get; init; } = "sk";

    /// <summary>Requests of a batch; DynamoDB takes 25, which is the default.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The bytes of a batch; DynamoDB takes 16 MiB.</summary>
    public int? MaxRequestSize { get; init; }

    /// <summary>Batches in flight; by default <see cref="StreamOptions.UpdateParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most batches in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}
