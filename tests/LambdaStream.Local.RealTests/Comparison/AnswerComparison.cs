using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Generation;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>
/// Compares two answers. Values are equal as they are to DynamoDB: numbers by value, since DynamoDB Local gives them back as
/// they were written and the service in one form, and sets in any order.
/// </summary>
internal sealed class AnswerComparison(TableDefinition table)
{
    /// <summary>How the answers differ; null where they do not.</summary>
    public string? Difference(Draft draft, Answer local, Answer service)
    {
        if (draft.Kind is OperationKind.TransactWriteItems)
            return TransactionComparison.Difference(local, service);
        if (local.Refusal?.Code != service.Refusal?.Code && !IsRefusedBeforeItsCondition(local, service))
            return $"{Outcome(local)} instead of {Outcome(service)}";
        if (draft.Kind is OperationKind.Scan && draft.TotalSegments is not null)
            return SameInAnyOrder(All(local), All(service)) ? null : "other items in all segments together";
        if (HasOneMoreEmptyPage(draft, local, service))
            local = local with
            {
                Pages = [.. local.Pages.SkipLast(2), local.Pages[^2] with { LastEvaluatedKey = null }],
            };
        if (local.Pages.Count != service.Pages.Count)
            return $"{local.Pages.Count} pages instead of {service.Pages.Count}";
        return draft.Kind switch
        {
            // The service promises no order.
            OperationKind.BatchGetItem => SameInAnyOrder(All(local), All(service)) ? null : "other items",
            OperationKind.Query when draft.IndexName is null => PageByPage(local, service),
            OperationKind.Query or OperationKind.Scan => SameButForUnspecifiedOrder(draft, All(local), All(service))
                ? null
                : "other items, or in another order",
            _ => PageByPage(local, service),
        };
    }

    /// <summary>
    /// An update of a key is wrong whatever the item is. DynamoDB Local finds that only where the condition is met, the
    /// embedded table before it asks the condition.
    /// </summary>
    private static bool IsRefusedBeforeItsCondition(Answer local, Answer service) =>
        service.Refusal?.Code is "ConditionalCheckFailedException"
        && local.Refusal is { Code: "ValidationException", Message: var message }
        && (
            message.Contains("part of the key", StringComparison.Ordinal)
            || message.Contains("Key attributes must be scalars", StringComparison.Ordinal)
        );

    /// <summary>
    /// DynamoDB Local checks the keys of local indexes only in PutItem, and then the two tables are no longer the same.
    /// </summary>
    public bool TablesPart(Draft draft, Answer local, Answer service) =>
        draft.Kind is OperationKind.UpdateItem or OperationKind.TransactWriteItems
        && service.Refusal is null
        && local.Refusal is { Message: var message }
        && table.Indexes.Any(index => !index.IsGlobal)
        && (
            message.Contains("Type mismatch for Index Key", StringComparison.Ordinal)
            || message.Contains("Size limit exceeded", StringComparison.Ordinal)
        );

    /// <summary>
    /// A page that has reached its limit may have a LastEvaluatedKey although nothing follows. DynamoDB Local leaves it out
    /// where no more than one item can meet the key condition.
    /// </summary>
    private static bool HasOneMoreEmptyPage(Draft draft, Answer local, Answer service) =>
        draft is { Kind: OperationKind.Query, Limit: not null }
        && local.Refusal is null
        && local.Pages.Count == service.Pages.Count + 1
        && local.Pages.Count > 1
        && local.Pages[^1].Items.Count == 0;

    private static string? PageByPage(Answer local, Answer service)
    {
        foreach (var (here, there) in local.Pages.Zip(service.Pages))
        {
            if (!here.Items.SequenceEqual(there.Items))
                return "other items, or in another order";
            if (!Equals(here.LastEvaluatedKey, there.LastEvaluatedKey))
                return "another LastEvaluatedKey";
        }
        return null;
    }

    /// <summary>
    /// Within a partition items go by the sort key. The order of the partitions, and in an index that of items with equal
    /// keys, is the service's own business, and so is which of them a page ends with.
    /// </summary>
    private bool SameButForUnspecifiedOrder(Draft draft, IReadOnlyList<Item> local, IReadOnlyList<Item> service)
    {
        // A projection may leave out the keys by which the order could be judged.
        if (draft.Expression("ProjectionExpression") is not null)
            return SameInAnyOrder(local, service);
        var index = table.Indexes.FirstOrDefault(index => index.Name == draft.IndexName);
        var (hash, range) = index is null ? (table.HashKey, table.RangeKey) : (index.HashKey, index.RangeKey);
        var here = Partitions(local, hash);
        var there = Partitions(service, hash);
        return here.Count == there.Count
            && here.All(partition =>
                there.TryGetValue(partition.Key, out var other) && SameButForTies(partition.Value, other, range)
            );
    }

    private static Dictionary<AttributeValue, List<Item>> Partitions(IEnumerable<Item> items, KeyPart hash) =>
        items.GroupBy(item => item[hash.Name]).ToDictionary(group => group.Key, group => group.ToList());

    private static bool SameButForTies(List<Item> local, List<Item> service, KeyPart? range)
    {
        AttributeValue RangeOf(Item item) => range is null ? default : item[range.Name];
        return local.Select(RangeOf).SequenceEqual(service.Select(RangeOf)) && SameInAnyOrder(local, service);
    }

    private static bool SameInAnyOrder(IReadOnlyList<Item> local, IReadOnlyList<Item> service)
    {
        var left = service.ToList();
        return local.Count == service.Count && local.All(left.Remove);
    }

    private static List<Item> All(Answer answer) => [.. answer.Pages.SelectMany(page => page.Items)];

    private static string Outcome(Answer answer) => answer.Refusal?.Code ?? "success";
}
