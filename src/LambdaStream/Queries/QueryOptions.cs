using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>How <see cref="Steps.QueryAllDynamoDb"/> and <see cref="Steps.BatchGetDynamoDb"/> work.</summary>
public sealed record QueryOptions
{
    internal static QueryOptions Default { get; } = new();

    /// <summary>The slot of a query; by default <see cref="Slots.QueryRequest"/>.</summary>
    public Slot<QueryRequest> QueryRequest { get; init; } = Slots.QueryRequest;

    /// <summary>The slot of what a query finds; by default <see cref="Slots.QueryResponse"/>.</summary>
    public Slot<IReadOnlyList<Item>> QueryResponse { get; init; } = Slots.QueryResponse;

    /// <summary>The slot of keys to read; by default <see cref="Slots.BatchGetRequest"/>.</summary>
    public Slot<BatchGetItemRequest> BatchGetRequest { get; init; } = Slots.BatchGetRequest;

    /// <summary>The slot of what is found by keys; by default <see cref="Slots.BatchGetResponse"/>.</summary>
    public Slot<BatchGetItemResponse> BatchGetResponse { get; init; } = Slots.BatchGetResponse;

    /// <summary>The table of queries that name none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Calls in flight; by default <see cref="StreamOptions.QueryParallel"/> or <see cref="StreamOptions.GetParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>How keys that the service did not get to are asked for again; by default as the options say.</summary>
    public BatchRetryOptions? Retry { get; init; }

    /// <summary>The most calls in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether items that carry encryption metadata are decrypted; by default as <see cref="StreamOptions.DecryptQueried"/> says.</summary>
    public bool? Decrypt { get; init; }
}
