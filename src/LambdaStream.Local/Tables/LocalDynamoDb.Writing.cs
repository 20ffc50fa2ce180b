using System.Runtime.InteropServices;
using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    private UpdateItemResponse Update(UpdateItemRequest request)
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
        var returnValues = request.ReturnValues ?? "NONE";
        if (returnValues is not ("NONE" or "ALL_OLD" or "UPDATED_OLD" or "ALL_NEW" or "UPDATED_NEW"))
            throw DynamoDbErrors.Validation("Return values set to invalid value");
        var key = StoredValue.Of(request.Key);
        table.Schema.CheckKey(key);
        if (actions.FirstOrDefault(action => table.Schema.Has(action.Path.Attribute)) is { Path: var path })
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Cannot update attribute {path.Attribute}. This attribute is part of the key"
            );
        }

        var (before, after) = table.Write(
            key,
            item =>
            {
                Require(condition, item);
                var changed = UpdateEvaluator.Apply(actions, item ?? key);
                return ItemSize.Of(changed) > ItemSize.Max
                    ? throw DynamoDbErrors.Validation("Item size to update has exceeded the maximum allowed size")
                    : changed;
            }
        );
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
        var table = Table(request.TableName);
        var placeholders = new Placeholders(
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            request.ConditionExpression
        );
        var condition = Condition("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        var returnValues = request.ReturnValues ?? "NONE";
        if (returnValues is not ("NONE" or "ALL_OLD"))
            throw DynamoDbErrors.Validation("Return values set to invalid value");
        var item = StoredValue.Of(request.Item);
        table.CheckItem(item);
        var (before, _) = table.Write(
            item,
            present =>
            {
                Require(condition, present);
                return item;
            }
        );
        return new() { Attributes = returnValues is "ALL_OLD" ? before : null };
    }

    private static Condition? Condition(string kind, string? expression, Placeholders placeholders) =>
        expression is null ? null : ConditionParser.Parse(kind, expression, placeholders);

    private static void Require(Condition? condition, Item? item)
    {
        if (condition?.Holds(item ?? Item.Empty) is false)
            throw DynamoDbErrors.ConditionFailed();
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
