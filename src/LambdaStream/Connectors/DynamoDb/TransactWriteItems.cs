namespace LambdaStream.Connectors;

/// <summary>DynamoDB's TransactWriteItems: up to 100 writes and 4 MB, all of them or none.</summary>
public sealed record TransactWriteItemsRequest
{
    /// <summary>The writes, each to another item.</summary>
    public required IReadOnlyList<TransactWriteItem> TransactItems { get; init; }

    /// <summary>
    /// By what DynamoDB recognises a repetition for 10 minutes, up to 36 characters; by default a new one for each call, so that
    /// an attempt whose answer was lost is not done twice.
    /// </summary>
    public string? ClientRequestToken { get; init; }

    /// <summary>A transaction of these writes.</summary>
    public static TransactWriteItemsRequest Of(params IReadOnlyList<TransactWriteItem> items) =>
        new() { TransactItems = items };
}

/// <summary>One write of a transaction: exactly one of the four. What they say of <c>ReturnValues</c> is not sent.</summary>
public sealed record TransactWriteItem
{
    /// <summary>Only requires something of an item.</summary>
    public ConditionCheck? ConditionCheck { get; init; }

    /// <summary>Writes an item as a whole.</summary>
    public PutItemRequest? Put { get; init; }

    /// <summary>Deletes an item.</summary>
    public DeleteItemRequest? Delete { get; init; }

    /// <summary>Changes an item, or creates it.</summary>
    public UpdateItemRequest? Update { get; init; }

    /// <summary>A part that requires something of an item.</summary>
    public static implicit operator TransactWriteItem(ConditionCheck check) => new() { ConditionCheck = check };

    /// <summary>A part that writes an item.</summary>
    public static implicit operator TransactWriteItem(PutItemRequest put) => new() { Put = put };

    /// <summary>A part that deletes an item.</summary>
    public static implicit operator TransactWriteItem(DeleteItemRequest delete) => new() { Delete = delete };

    /// <summary>A part that changes an item.</summary>
    public static implicit operator TransactWriteItem(UpdateItemRequest update) => new() { Update = update };

    /// <summary>A part that changes an item.</summary>
    public static implicit operator TransactWriteItem(UpdateRequest update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return new() { Update = update.Build() };
    }
}

/// <summary>What a transaction requires of an item that it does not write.</summary>
public sealed record ConditionCheck
{
    /// <summary>The table; by default the rule's, else ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The key of the item.</summary>
    public required Item Key { get; init; }

    /// <summary>What must hold.</summary>
    public required string ConditionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>NONE (the service's default), or ALL_OLD: then the cancellation reason has the item.</summary>
    public string? ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>DynamoDB's DeleteItem, as a part of a transaction.</summary>
public sealed record DeleteItemRequest
{
    /// <summary>The table; by default the rule's, else ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The key of the item.</summary>
    public required Item Key { get; init; }

    /// <summary>When to delete it.</summary>
    public string? ConditionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>NONE (the service's default), or ALL_OLD: then the cancellation reason has the item.</summary>
    public string? ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>What became of a transaction.</summary>
public sealed record TransactWriteItemsResponse
{
    /// <summary>
    /// Of each part, why nothing was written, where conditions did not hold and <see cref="Steps.TransactWriteDynamoDb"/> takes
    /// that for no fault; empty where all was written.
    /// </summary>
    public IReadOnlyList<CancellationReason> CancellationReasons { get; init; } = [];
}

/// <summary>Why DynamoDB cancelled a transaction, as far as one of its parts goes.</summary>
public sealed record CancellationReason
{
    /// <summary>None where this part was not in the way, else ConditionalCheckFailed, TransactionConflict, ThrottlingError and the like.</summary>
    public required string Code { get; init; }

    /// <summary>What the service says to it.</summary>
    public string? Message { get; init; }

    /// <summary>The item as it is, where the part asked for it.</summary>
    public Item? Item { get; init; }
}
