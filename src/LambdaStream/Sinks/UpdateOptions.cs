using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.UpdateDynamoDb"/> works.</summary>
public sealed record UpdateOptions
{
    internal static UpdateOptions Default { get; } = new();

    /// <summary>The slot of the request; by default <see cref="Slots.UpdateRequest"/>.</summary>
    public Slot<UpdateItemRequest> Request { get; init; } = Slots.UpdateRequest;

    /// <summary>The slot of the request for where the condition of the first does not hold; by default <see cref="Slots.FallbackUpdateRequest"/>.</summary>
    public Slot<UpdateItemRequest> FallbackRequest { get; init; } = Slots.FallbackUpdateRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.UpdateResponse"/>.</summary>
    public Slot<UpdateItemResponse> Response { get; init; } = Slots.UpdateResponse;

    /// <summary>The table of requests that name none; by default ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>Requests in flight; by default <see cref="StreamOptions.UpdateParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }

    /// <summary>The most requests in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Whether a condition that does not hold is a fault; by default it is not.</summary>
    public bool ThrowConditionFailure { get; init; }
}

/// <summary>How <see cref="Steps.PutDynamoDb"/> works.</summary>
public sealed record PutOptions
{
    internal static PutOptions Default { get; } = new();

    /// <summary>The slot of the request; by default <see cref="Slots.PutRequest"/>.</summary>
    public Slot<PutItemRequest> Request { get; init; } = Slots.PutRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.PutResponse"/>.</summary>
    public Slot<PutItemResponse> Response { get; init; } = Slots.PutResponse;

    /// <summary>The table of requests that name none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>A DynamoDB of one's own.</summary>
    public IDynamoDb? DynamoDb { get; init; }

    /// <summary>The name of the table's hash key, by which requests for one item stay in line; by default pk.</summary>
    public string HashKey { get; init; } = "pk";

    /// <summary>The name of the table's range key; by default sk.</summary>
    public string RangeKey { get; init; } = "sk";

    /// <summary>Requests in flight; by default <see cref="StreamOptions.UpdateParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default everything.</summary>
    public Order Order { get; init; }
}
