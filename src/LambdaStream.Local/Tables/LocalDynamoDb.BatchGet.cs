using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    private const int MaxKeys = 100;
    private const int MaxBatchBytes = 16 * 1024 * 1024;

    private BatchGetItemResponse BatchGet(BatchGetItemRequest request)
    {
        if (request.RequestItems.Count == 0)
            throw DynamoDbErrors.Validation("BatchGetItem must have some requests set");
        if (request.RequestItems.Values.Sum(wanted => wanted.Keys.Count) > MaxKeys)
            throw DynamoDbErrors.Validation("Too many items requested for the BatchGetItem call");
        var reads = request.RequestItems.Select(entry => Prepare(entry.Key, entry.Value)).ToList();

        var responses = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
        var unprocessed = new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal);
        var bytes = 0;
        foreach (var (name, table, wanted, keys, projection) in reads)
        {
            var items = new List<Item>();
            var read = 0;
            for (; read < keys.Count && bytes < MaxBatchBytes; read++)
            {
                if (table.Read(keys[read]) is not { } row)
                    continue;
                bytes += row.Size;
                items.Add(projection?.Of(row.Item) ?? row.Item);
            }
            responses[name] = items;
            if (read < keys.Count)
                unprocessed[name] = wanted with { Keys = [.. wanted.Keys.Skip(read)] };
        }
        return new() { Responses = responses, UnprocessedKeys = unprocessed };
    }

    private sealed record BatchRead(
        string Name,
        LocalTable Table,
        KeysAndAttributes Wanted,
        IReadOnlyList<RowKey> Keys,
        Projection? Projection
    );

    private BatchRead Prepare(string name, KeysAndAttributes wanted)
    {
        var table = Table(name);
        if (wanted.Keys.Count == 0)
        {
            throw DynamoDbErrors.Validation(
                $"The list of keys in RequestItems for BatchGetItem is required: {name} has empty list"
            );
        }
        var placeholders = new Placeholders(wanted.ExpressionAttributeNames, null, wanted.ProjectionExpression);
        var projection = wanted.ProjectionExpression is { } text ? Projection.Parse(text, placeholders) : null;
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        RowKey[] keys = [.. wanted.Keys.Select(table.KeyOf)];
        return keys.ToHashSet(RowKey.Equality).Count == keys.Length
            ? new(name, table, wanted, keys, projection)
            : throw DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
    }
}
