using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How <see cref="Steps.QueryAllDynamoDb"/> and <see cref="Steps.BatchGetDynamoDb"/> work.</summary>
public sealed record QueryOptions
{
    internal static QueryOptions Default { get; } = new();

    /// <summary>The table of queries that name none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Calls in flight; by default <see cref="StreamOptions.QueryParallel"/> or <see cref="StreamOptions.GetParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most calls in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether items that carry encryption metadata are decrypted; by default as <see cref="StreamOptions.DecryptQueried"/> says.</summary>
    public bool? Decrypt { get; init; }
}
