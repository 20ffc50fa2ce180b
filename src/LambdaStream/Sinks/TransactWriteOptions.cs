using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.TransactWriteDynamoDb"/> works.</summary>
public sealed record TransactWriteOptions
{
    internal static TransactWriteOptions Default { get; } = new();

    /// <summary>The table of parts that name none; by default ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>The name of the tables' hash key, by which transactions with one item stay in line; by default pk.</summary>
    public string HashKey { get; init; } = "pk";

    /// <summary>The name of the tables' range key; by default sk.</summary>
    public string RangeKey { get; init; } = "sk";

    /// <summary>Transactions in flight; by default <see cref="StreamOptions.UpdateParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most transactions in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether conditions that do not hold are a fault; by default they are not.</summary>
    public bool ThrowConditionFailure { get; init; }
}
