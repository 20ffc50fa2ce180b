namespace LambdaStream.Connectors;

/// <summary>DynamoDB's UpdateItem. <see cref="UpdateRequest"/> builds it clause by clause.</summary>
public sealed record UpdateItemRequest
{
    /// <summary>The table; by default the rule's, else ENTITY_TABLE_NAME, else EVENT_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The key of the item.</summary>
    public required Item Key { get; init; }

    /// <summary>What to change; none only makes sure that the item exists.</summary>
    public string? UpdateExpression { get; init; }

    /// <summary>When to change it. Where the item does not meet it the code is ConditionalCheckFailedException.</summary>
    public string? ConditionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>NONE (the service's default), ALL_OLD, UPDATED_OLD, ALL_NEW or UPDATED_NEW.</summary>
    public string? ReturnValues { get; init; }

    /// <summary>NONE (the service's default), or ALL_OLD: then the error has the item, as Item in its details.</summary>
    public string? ReturnValuesOnConditionCheckFailure { get; init; }

    /// <summary>An object of what a mapping wants to leave beside the request: it is not sent, but a fault shows its members.</summary>
    public Json Notes { get; init; }
}

/// <summary>DynamoDB's answer to UpdateItem.</summary>
public sealed record UpdateItemResponse
{
    /// <summary>What ReturnValues asked for.</summary>
    public Item? Attributes { get; init; }
}

/// <summary>DynamoDB's PutItem.</summary>
public sealed record PutItemRequest
{
    /// <summary>The table; by default the rule's, else EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The whole item, key included.</summary>
    public required Item Item { get; init; }

    /// <summary>When to write it. Where the present item does not meet it the code is ConditionalCheckFailedException.</summary>
    public string? ConditionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>NONE (the service's default) or ALL_OLD.</summary>
    public string? ReturnValues { get; init; }

    /// <summary>NONE (the service's default), or ALL_OLD: then the error has the item, as Item in its details.</summary>
    public string? ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>DynamoDB's answer to PutItem.</summary>
public sealed record PutItemResponse
{
    /// <summary>What ReturnValues asked for.</summary>
    public Item? Attributes { get; init; }
}

/// <summary>DynamoDB's BatchGetItem.</summary>
public sealed record BatchGetItemRequest
{
    /// <summary>By table, what to read from it.</summary>
    public required IReadOnlyDictionary<string, KeysAndAttributes> RequestItems { get; init; }
}

/// <summary>What BatchGetItem reads from one table.</summary>
public sealed record KeysAndAttributes
{
    /// <summary>The keys of the items.</summary>
    public required IReadOnlyList<Item> Keys { get; init; }

    /// <summary>Whether to read what was last written, at twice the cost.</summary>
    public bool? ConsistentRead { get; init; }

    /// <summary>Which attributes to read; by default all.</summary>
    public string? ProjectionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }
}

/// <summary>DynamoDB's answer to BatchGetItem.</summary>
public sealed record BatchGetItemResponse
{
    /// <summary>By table, the items that were found, in any order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Item>> Responses { get; init; } =
        new Dictionary<string, IReadOnlyList<Item>>();

    /// <summary>What the service did not get to.</summary>
    public IReadOnlyDictionary<string, KeysAndAttributes> UnprocessedKeys { get; init; } =
        new Dictionary<string, KeysAndAttributes>();
}

/// <summary>DynamoDB's Query.</summary>
public sealed record QueryRequest
{
    /// <summary>The table; by default the rule's, else EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The index; by default the table itself.</summary>
    public string? IndexName { get; init; }

    /// <summary>Which partition, and which part of it.</summary>
    public string? KeyConditionExpression { get; init; }

    /// <summary>What to leave out of a page after it was read.</summary>
    public string? FilterExpression { get; init; }

    /// <summary>Which attributes to read; by default all.</summary>
    public string? ProjectionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>Whether to read what was last written, at twice the cost; not possible on a global index.</summary>
    public bool? ConsistentRead { get; init; }

    /// <summary>Whether to go upwards by the sort key, the default, or downwards.</summary>
    public bool? ScanIndexForward { get; init; }

    /// <summary>How many items to read on a page, counted before the filter.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on: the LastEvaluatedKey of the page before.</summary>
    public Item? ExclusiveStartKey { get; init; }

    /// <summary>ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT or SPECIFIC_ATTRIBUTES.</summary>
    public string? Select { get; init; }
}

/// <summary>DynamoDB's answer to Query.</summary>
public sealed record QueryResponse
{
    /// <summary>The items of the page.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Where the page ended; null on the last page.</summary>
    public Item? LastEvaluatedKey { get; init; }
}

/// <summary>DynamoDB's Scan.</summary>
public sealed record ScanRequest
{
    /// <summary>The table; by default the rule's, else EVENT_TABLE_NAME, ENTITY_TABLE_NAME or TABLE_NAME.</summary>
    public string? TableName { get; init; }

    /// <summary>The index; by default the table itself.</summary>
    public string? IndexName { get; init; }

    /// <summary>What to leave out of a page after it was read.</summary>
    public string? FilterExpression { get; init; }

    /// <summary>Which attributes to read; by default all.</summary>
    public string? ProjectionExpression { get; init; }

    /// <summary>The names behind the placeholders that start with #.</summary>
    public IReadOnlyDictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>The values behind the placeholders that start with a colon.</summary>
    public Item? ExpressionAttributeValues { get; init; }

    /// <summary>Whether to read what was last written, at twice the cost; not possible on a global index.</summary>
    public bool? ConsistentRead { get; init; }

    /// <summary>How many items to read on a page, counted before the filter.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on: the LastEvaluatedKey of the page before.</summary>
    public Item? ExclusiveStartKey { get; init; }

    /// <summary>Of a parallel scan, which part this is, counted from 0.</summary>
    public int? Segment { get; init; }

    /// <summary>Of a parallel scan, the number of parts.</summary>
    public int? TotalSegments { get; init; }
}

/// <summary>DynamoDB's answer to Scan.</summary>
public sealed record ScanResponse
{
    /// <summary>The items of the page.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Where the page ended; null on the last page.</summary>
    public Item? LastEvaluatedKey { get; init; }
}
