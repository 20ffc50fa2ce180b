using System.Runtime.InteropServices;
using LambdaStream.Connectors;
using LambdaStream.Local.Tables;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Expressions;

/// <summary>Carries out the actions of an update expression.</summary>
internal static class UpdateEvaluator
{
    /// <summary>The item as it is afterwards. All actions see the item as it was before.</summary>
    /// <exception cref="ServiceException">An action does not suit the item.</exception>
    public static Item Apply(IReadOnlyList<UpdateAction> actions, Item item)
    {
        var edits = actions.Select(action => new Edit(action.Path, NewValue(action, item))).ToArray();
        return Edited(item, edits, 0);
    }

    // What stands at the path afterwards; no value where nothing does.
    private readonly record struct Edit(ItemPath Path, AttributeValue Value);

    private static AttributeValue NewValue(UpdateAction action, Item item) =>
        action switch
        {
            SetAction(_, var value) => ValueOf(value, item),
            AddAction(var path, var value) => Sum(path.In(item), value),
            DeleteAction(var path, var elements) => Difference(path.In(item), elements),
            _ => default,
        };

    private static AttributeValue ValueOf(Operand operand, Item item) =>
        operand switch
        {
            ValueOperand(var value) => value,
            PathOperand(var path) => path.In(item) is { IsDefined: true } value ? value : throw Missing(),
            IfNotExistsOperand(var path, var otherwise) => IfNotExists(path.In(item), ValueOf(otherwise, item)),
            ListAppendOperand(var first, var second) => Concatenation(ValueOf(first, item), ValueOf(second, item)),
            ArithmeticOperand(var left, var isSubtraction, var right) => Arithmetic(
                ValueOf(left, item),
                isSubtraction,
                ValueOf(right, item)
            ),
            _ => throw new InvalidOperationException($"{operand} has no value in an update."),
        };

    // The alternative has been evaluated too: it must be there even where it is not needed.
    private static AttributeValue IfNotExists(AttributeValue value, AttributeValue otherwise) =>
        value.IsDefined ? value : otherwise;

    private static AttributeValue Concatenation(AttributeValue first, AttributeValue second) =>
        first.Type is AttributeType.List && second.Type is AttributeType.List
            ? AttributeValue.List([.. first.GetList(), .. second.GetList()])
            : throw IncorrectType();

    private static AttributeValue Arithmetic(AttributeValue left, bool isSubtraction, AttributeValue right)
    {
        if (left.Type is not AttributeType.Number || right.Type is not AttributeType.Number)
            throw IncorrectType();
        var (a, b) = (DynamoDbNumber.Parse(left.GetNumber()), DynamoDbNumber.Parse(right.GetNumber()));
        return AttributeValue.Number((isSubtraction ? a - b : a + b).ToString());
    }

    private static AttributeValue Sum(AttributeValue value, AttributeValue added)
    {
        if (!value.IsDefined)
            return added;
        if (value.Type != added.Type)
            throw IncorrectType();
        return value.Type switch
        {
            AttributeType.Number => Arithmetic(value, false, added),
            AttributeType.TextSet => AttributeValue.TextSet([.. value.GetSet().Union(added.GetSet())]),
            AttributeType.NumberSet => AttributeValue.NumberSet([.. value.GetSet().Union(added.GetSet())]),
            _ => AttributeValue.BinarySet([
                .. value.GetBinarySet().UnionBy(added.GetBinarySet(), Convert.ToBase64String),
            ]),
        };
    }

    private static AttributeValue Difference(AttributeValue value, AttributeValue removed)
    {
        if (!value.IsDefined)
            return default;
        if (value.Type != removed.Type)
            throw IncorrectType();
        if (value.Type is AttributeType.BinarySet)
        {
            var gone = removed.GetBinarySet().Select(Convert.ToBase64String).ToHashSet();
            byte[][] kept = [.. value.GetBinarySet().Where(bytes => !gone.Contains(Convert.ToBase64String(bytes)))];
            return kept.Length == 0 ? default : AttributeValue.BinarySet(kept);
        }
        string[] left = [.. value.GetSet().Except(removed.GetSet())];
        return left.Length == 0 ? default
            : value.Type is AttributeType.TextSet ? AttributeValue.TextSet(left)
            : AttributeValue.NumberSet(left);
    }

    private static AttributeValue Edited(AttributeValue value, IReadOnlyList<Edit> edits, int depth) =>
        // Paths do not overlap, so an edit that ends here is alone.
        edits[0].Path.Steps.Count == depth
            ? edits[0].Value
        : value.Type is AttributeType.Map ? Edited(value.GetMap(), edits, depth)
        : value.Type is AttributeType.List ? Edited(value.GetList(), edits, depth)
        : throw InvalidPath();

    private static Item Edited(Item map, IReadOnlyList<Edit> edits, int depth)
    {
        var members = new List<(string, AttributeValue)>(map.Count + edits.Count);
        foreach (var (name, value) in map)
            members.Add((name, value));
        var removed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in edits.GroupBy(edit => edit.Path.Steps[depth].Name))
        {
            var name = group.Key ?? throw InvalidPath();
            var value = Edited(map[name], [.. group], depth + 1);
            if (value.IsDefined)
                members.Add((name, value));
            else
                removed.Add(name);
        }
        if (removed.Count > 0)
            members.RemoveAll(member => removed.Contains(member.Item1));
        return Item.Of(CollectionsMarshal.AsSpan(members));
    }

    private static AttributeValue Edited(IReadOnlyList<AttributeValue> list, IReadOnlyList<Edit> edits, int depth)
    {
        // Indexes are those of the list as it was: what is removed leaves a gap until the end, and what is set behind
        // the end is appended in the order of the indexes.
        var elements = list.ToList();
        foreach (var group in edits.GroupBy(edit => edit.Path.Steps[depth]).OrderBy(group => group.Key.Index))
        {
            if (group.Key.Name is not null)
                throw InvalidPath();
            var index = group.Key.Index;
            var value = Edited(list.ElementAtOrDefault(index), [.. group], depth + 1);
            if (index < list.Count)
                elements[index] = value;
            else
                elements.Add(value);
        }
        elements.RemoveAll(element => !element.IsDefined);
        return AttributeValue.List(elements);
    }

    private static ServiceException IncorrectType() =>
        DynamoDbErrors.Validation("An operand in the update expression has an incorrect data type");

    private static ServiceException InvalidPath() =>
        DynamoDbErrors.Validation("The document path provided in the update expression is invalid for update");

    private static ServiceException Missing() =>
        DynamoDbErrors.Validation("The provided expression refers to an attribute that does not exist in the item");
}
