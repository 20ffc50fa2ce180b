using System.Runtime.InteropServices;
using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    /// <summary>A write whose request is in order, and what it makes of the item that is there.</summary>
    private sealed record PreparedWrite(LocalTable Table, Item Key, Func<Item?, Item?> Change);

    private UpdateItemResponse Update(UpdateItemRequest request)
    {
        var (write, actions) = Prepare(request);
        var returnValues = request.ReturnValues ?? "NONE";
        if (returnValues is not ("NONE" or "ALL_OLD" or "UPDATED_OLD" or "ALL_NEW" or "UPDATED_NEW"))
            throw DynamoDbErrors.Validation("Return values set to invalid value");
        var (before, after) = write.Table.Write(write.Key, write.Change);
        return new()
        {
            Attributes = returnValues switch
            {
                "ALL_OLD" => before,
                "ALL_NEW" => after,
                "UPDATED_OLD" => Updated(actions, before),
                "UPDATED_NEW" => Updated(actions, after),
                _ => null,
            },
        };
    }

    private PutItemResponse Put(PutItemRequest request)
    {
        var write = Prepare(request);
        var returnValues = request.ReturnValues ?? "NONE";
        if (returnValues is not ("NONE" or "ALL_OLD"))
            throw DynamoDbErrors.Validation("Return values set to invalid value");
        var (before, _) = write.Table.Write(write.Key, write.Change);
        return new() { Attributes = returnValues is "ALL_OLD" ? before : null };
    }

    private (PreparedWrite Write, IReadOnlyList<UpdateAction> Actions) Prepare(UpdateItemRequest request)
    {
        var table = Table(request.TableName);
        var placeholders = new Placeholders(
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            request.UpdateExpression,
            request.ConditionExpression
        );
        var actions = request.UpdateExpression is { } update ? UpdateParser.Parse(update, placeholders) : [];
        var condition = Condition("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        var returnsItem = ReturnsItem(request.ReturnValuesOnConditionCheckFailure);
        var key = StoredValue.Of(request.Key);
        table.Schema.CheckKey(key);
        var write = new PreparedWrite(
            table,
            key,
            item =>
            {
                // Wrong whatever the item is, so it comes before the condition.
                RefuseKeys(table, actions);
                Require(condition, item, returnsItem);
                var changed = UpdateEvaluator.Apply(actions, item ?? key);
                return ItemSize.Of(changed) > ItemSize.Max
                    ? throw DynamoDbErrors.Validation("Item size to update has exceeded the maximum allowed size")
                    : changed;
            }
        );
        return (write, actions);
    }

    private PreparedWrite Prepare(PutItemRequest request)
    {
        var table = Table(request.TableName);
        var placeholders = new Placeholders(
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            request.ConditionExpression
        );
        var condition = Condition("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        var returnsItem = ReturnsItem(request.ReturnValuesOnConditionCheckFailure);
        var item = StoredValue.Of(request.Item);
        table.CheckItem(item);
        return new(
            table,
            item,
            present =>
            {
                Require(condition, present, returnsItem);
                return item;
            }
        );
    }

    private static bool ReturnsItem(string? returnValues) =>
        returnValues is null or "NONE" or "ALL_OLD"
            ? returnValues is "ALL_OLD"
            : throw DynamoDbErrors.Validation(
                $"1 validation error detected: Value '{returnValues}' at 'returnValuesOnConditionCheckFailure' failed to "
                    + "satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]"
            );

    private static void RefuseKeys(LocalTable table, IReadOnlyList<UpdateAction> actions)
    {
        if (actions.FirstOrDefault(action => table.Schema.Has(action.Path.Attribute)) is { Path: var path })
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Cannot update attribute {path.Attribute}. This attribute is part of the key"
            );
        }
    }

    private static Condition? Condition(string kind, string? expression, Placeholders placeholders) =>
        expression is null ? null : ConditionParser.Parse(kind, expression, placeholders);

    private static void Require(Condition? condition, Item? item, bool returnsItem)
    {
        if (condition?.Holds(item ?? Item.Empty) is false)
            throw DynamoDbErrors.ConditionFailed(returnsItem ? item : null);
    }

    // As DynamoDB Local does: of an attribute that was changed inside, the whole.
    private static Item? Updated(IReadOnlyList<UpdateAction> actions, Item? item)
    {
        if (item is null)
            return null;
        var updated = new List<(string, AttributeValue)>();
        foreach (var action in actions)
        {
            if (action.Path.In(item).IsDefined)
                updated.Add((action.Path.Attribute, item[action.Path.Attribute]));
        }
        return updated.Count == 0 ? null : Item.Of(CollectionsMarshal.AsSpan(updated));
    }
}
