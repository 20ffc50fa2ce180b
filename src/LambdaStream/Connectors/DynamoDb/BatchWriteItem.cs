namespace LambdaStream.Connectors;

/// <summary>DynamoDB's BatchWriteItem: up to 25 puts and deletes and 16 MB, each by itself and without conditions.</summary>
public sealed record BatchWriteItemRequest
{
    /// <summary>By table, what to write to it. Of one item there may be only one.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> RequestItems { get; init; }
}

/// <summary>A put or a delete: exactly one of the two.</summary>
public sealed record WriteRequest
{
    /// <summary>
    /// The table, for <see cref="Steps.BatchWriteDynamoDb"/>; by default the rule's, else EVENT_TABLE_NAME, else
    /// ENTITY_TABLE_NAME. In a <see cref="BatchWriteItemRequest"/> the table stands before its requests.
    /// </summary>
    public string? TableName { get; init; }

    /// <summary>Writes an item as a whole.</summary>
    public PutRequest? PutRequest { get; init; }

    /// <summary>Deletes an item, also where there is none.</summary>
    public DeleteRequest? DeleteRequest { get; init; }

    /// <summary>Writes that item.</summary>
    public static WriteRequest Put(Item item) => new() { PutRequest = new(item) };

    /// <summary>Deletes the item with that key.</summary>
    public static WriteRequest Delete(Item key) => new() { DeleteRequest = new(key) };
}

/// <summary>The whole item, key included.</summary>
public sealed record PutRequest(Item Item);

/// <summary>The key of the item.</summary>
public sealed record DeleteRequest(Item Key);

/// <summary>DynamoDB's answer to BatchWriteItem.</summary>
public sealed record BatchWriteItemResponse
{
    /// <summary>What the service did not get to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> UnprocessedItems { get; init; } =
        new Dictionary<string, IReadOnlyList<WriteRequest>>();
}
