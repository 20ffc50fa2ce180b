using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;
using LambdaStream.Local.Tables.Values;
using LambdaStream.Sinks;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    private const int MaxTokenLength = 36;

    private readonly TransactionTokens _tokens = new(time);

    private TransactWriteItemsResponse TransactWrite(TransactWriteItemsRequest request)
    {
        if (request.TransactItems.Count == 0)
        {
            throw DynamoDbErrors.Validation(
                "Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1"
            );
        }
        if (request.TransactItems.Count > TargetLimits.DynamoDbTransaction.Count)
            throw DynamoDbErrors.Validation("Member must have length less than or equal to 100");
        if (request.ClientRequestToken is { Length: > MaxTokenLength } token)
        {
            throw DynamoDbErrors.Validation(
                $"Value {token} at 'clientRequestToken' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {MaxTokenLength}"
            );
        }
        List<PreparedWrite> writes = [.. request.TransactItems.Select(Prepare)];
        RefuseTwice(writes, "Transaction request cannot include multiple operations on one item");
        var bytes = writes.Sum(SizeOf);
        if (bytes > TargetLimits.DynamoDbTransaction.Bytes)
            throw DynamoDbErrors.Validation($"Transaction payload size cannot exceed 4MB. Payload Size: {bytes}");
        // Always in the same order, so that two transactions never wait for each other.
        LocalTable[] tables =
        [
            .. writes.Select(write => write.Table).Distinct().OrderBy(table => table.Name, StringComparer.Ordinal),
        ];
        return _tokens.Once(request, () => LocalTable.Alone(tables, () => WriteAll(request, writes)));
    }

    private static TransactWriteItemsResponse WriteAll(
        TransactWriteItemsRequest request,
        IReadOnlyList<PreparedWrite> writes
    )
    {
        var reasons = new List<CancellationReason>();
        var changes = new List<(LocalTable Table, Item? Before, Item? After)>();
        foreach (var (table, key, change) in writes)
        {
            try
            {
                var (before, after) = table.Change(key, change);
                changes.Add((table, before, after));
                reasons.Add(new() { Code = "None" });
            }
            catch (ServiceException error)
            {
                reasons.Add(ReasonOf(error));
            }
        }
        if (changes.Count < writes.Count)
            throw DynamoDbErrors.Canceled(reasons);
        foreach (var (table, before, after) in changes)
            table.Keep(before, after);
        return new();
    }

    private static CancellationReason ReasonOf(ServiceException error) =>
        error.Code is "ConditionalCheckFailedException"
            ? new()
            {
                Code = "ConditionalCheckFailed",
                Message = error.Message,
                Item = error.Details["Item"] is { IsDefined: true } item ? Item.FromTypedJson(item) : null,
            }
            : new() { Code = "ValidationError", Message = error.Message };

    private PreparedWrite Prepare(TransactWriteItem item)
    {
        object?[] parts = [item.ConditionCheck, item.Put, item.Delete, item.Update];
        return parts.Count(part => part is not null) switch
        {
            0 => throw DynamoDbErrors.Validation(
                "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"
            ),
            > 1 => throw DynamoDbErrors.Validation(
                "TransactItems can only contain one of Check, Put, Update or Delete"
            ),
            _ => item switch
            {
                { Put: { } put } => Prepare(put),
                { Update: { } update } => Prepare(update).Write,
                { Delete: { } delete } => Prepare(delete),
                _ => Prepare(item.ConditionCheck!),
            },
        };
    }

    private PreparedWrite Prepare(DeleteItemRequest request) =>
        Prepare(
            request.TableName,
            request.Key,
            request.ConditionExpression,
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            ReturnsItem(request.ReturnValuesOnConditionCheckFailure),
            _ => null
        );

    private PreparedWrite Prepare(ConditionCheck check) =>
        Prepare(
            check.TableName,
            check.Key,
            check.ConditionExpression
                ?? throw DynamoDbErrors.Validation(
                    "Value null at 'conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null"
                ),
            check.ExpressionAttributeNames,
            check.ExpressionAttributeValues,
            ReturnsItem(check.ReturnValuesOnConditionCheckFailure),
            item => item
        );

    private PreparedWrite Prepare(
        string? tableName,
        Item requestedKey,
        string? conditionExpression,
        IReadOnlyDictionary<string, string>? names,
        Item? values,
        bool returnsItem,
        Func<Item?, Item?> change
    )
    {
        var table = Table(tableName);
        var placeholders = new Placeholders(names, values, conditionExpression);
        var condition = Condition("ConditionExpression", conditionExpression, placeholders);
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        var key = StoredValue.Of(requestedKey);
        table.Schema.CheckKey(key);
        return new(
            table,
            key,
            item =>
            {
                Require(condition, item, returnsItem);
                return change(item);
            }
        );
    }
}
