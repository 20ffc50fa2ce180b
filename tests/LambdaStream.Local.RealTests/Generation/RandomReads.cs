using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Queries and scans.</summary>
internal sealed class RandomReads(TableDefinition table, Draft draft, IReadOnlyList<Item> items, Dice dice)
{
    public void Query()
    {
        var index = MaybeIndex();
        var (hash, range) = index is null ? (table.HashKey, table.RangeKey) : (index.HashKey, index.RangeKey);
        Item[] indexed = [.. items.Where(item => item.Contains(hash.Name))];
        var item = indexed.Length > 0 && dice.Chance(0.95) ? dice.PickFrom(indexed) : Item.Empty;
        draft.Expressions["KeyConditionExpression"] = KeyCondition(hash, range, item);
        draft.Forward = dice.Pick<bool?>(null, true, false);
        Common(index, item, hash, range);
        draft.Select = dice.Weighted<string?>(
            (20, null),
            (1, "COUNT"),
            (1, "ALL_ATTRIBUTES"),
            (1, "ALL_PROJECTED_ATTRIBUTES"),
            (1, "SPECIFIC_ATTRIBUTES")
        );
        if (draft.Select is not null && draft.Select is "SPECIFIC_ATTRIBUTES" != HasProjection && dice.Chance(0.9))
            draft.Select = null;
        if (index is null && dice.Chance(0.1) && range is not null)
        {
            var start = RandomValues.Key(range, dice);
            // DynamoDB Local refuses a start at the end of the range, behind which nothing can follow.
            if (draft.Values!.All(value => value.Value != start))
            {
                draft.StartKey = Item.Of(
                    (hash.Name, item.Contains(hash.Name) ? item[hash.Name] : RandomValues.Key(hash, dice)),
                    (range.Name, start)
                );
            }
        }
    }

    public void Scan()
    {
        var index = MaybeIndex();
        var item = items.Count > 0 ? dice.PickFrom(items) : Item.Empty;
        Common(index, item, null, null);
        if (dice.Chance(0.15))
            draft.TotalSegments = 1 + dice.Below(4);
    }

    /// <summary>A projection: several paths, mostly apart.</summary>
    public static string Projection(Draft draft, Item item, TableDefinition table, Dice dice)
    {
        var paths = new List<RandomPath>();
        for (var count = 1 + dice.Below(4); count > 0; count--)
        {
            var path = RandomPaths.Next(item, dice);
            var isInsideKey = path.Steps.Count > 1 && table.KeyParts.Any(part => part.Name == path.Attribute);
            if ((!paths.Exists(path.Overlaps) || dice.Chance(0.02)) && (!isInsideKey || dice.Chance(0.05)))
                paths.Add(path);
        }
        if (paths.Count == 0)
            paths.Add(new([RandomTables.HashKey], default));
        return string.Join(", ", paths.Select(path => path.In(draft, dice)));
    }

    private bool HasProjection => draft.Expressions.ContainsKey("ProjectionExpression");

    private IndexDefinition? MaybeIndex()
    {
        var index = table.Indexes.Count > 0 && dice.Chance(0.5) ? dice.PickFrom(table.Indexes) : null;
        draft.IndexName = index?.Name;
        return index;
    }

    // A query refuses a filter by what the index does not hold. DynamoDB Local looks such an attribute up
    // in the table when it scans a global index, which that cannot do.
    private bool MayFilterBy(IndexDefinition? index, string attribute) =>
        index?.Included is not { } held
        || table.Has(attribute)
        || index.Has(attribute)
        || held.Contains(attribute)
        || (draft.Kind is OperationKind.Scan ? !index.IsGlobal : dice.Chance(0.02));

    private void Common(IndexDefinition? index, Item item, KeyPart? hash, KeyPart? range)
    {
        bool IsKey(RandomPath path) => path.Attribute == hash?.Name || path.Attribute == range?.Name;
        RandomPath Path()
        {
            for (var attempts = 0; attempts < 100; attempts++)
            {
                var path = RandomPaths.Next(item, dice);
                var isInsideKey = path.Steps.Count > 1 && table.KeyParts.Any(part => part.Name == path.Attribute);
                if (MayFilterBy(index, path.Attribute) && ((!IsKey(path) && !isInsideKey) || dice.Chance(0.02)))
                    return path;
            }
            // An index that holds only keys, and no item to take them from.
            return new([table.HashKey.Name], item[table.HashKey.Name]);
        }

        if (dice.Chance(0.4))
            draft.Expressions["FilterExpression"] = new RandomConditions(draft, Path, dice).Next();
        if (dice.Chance(0.3))
        {
            draft.Expressions["ProjectionExpression"] =
                index is { IsGlobal: true, Included: not null } && dice.Chance(0.8)
                    ? Path().In(draft, dice)
                    : Projection(draft, item, table, dice);
        }
        if (dice.Chance(0.5))
            draft.Limit = 1 + dice.Below(5);
        draft.ConsistentRead = dice.Pick<bool?>(null, false);
        if (index is null or { IsGlobal: false } || dice.Chance(0.03))
            draft.ConsistentRead = dice.Pick<bool?>(null, false, true);
    }

    private string KeyCondition(KeyPart hash, KeyPart? range, Item item)
    {
        var partition = item.Contains(hash.Name) ? item[hash.Name] : RandomValues.Key(hash, dice);
        var first = $"{draft.Name(hash.Name, dice)} = {draft.Value(partition)}";
        if (range is null || dice.Chance(0.4))
            return dice.Chance(0.95) ? first : $"({first})";
        var name = draft.Name(range.Name, dice);
        string Value() =>
            draft.Value(
                item.Contains(range.Name) && dice.Chance(0.5) ? item[range.Name] : RandomValues.Key(range, dice)
            );
        string Between()
        {
            var (low, high) = RandomValues.Bounds(RandomValues.Key(range, dice), RandomValues.Key(range, dice), dice);
            return $"{name} BETWEEN {draft.Value(low)} AND {draft.Value(high)}";
        }
        var second = dice.Below(9) switch
        {
            0 => $"{name} = {Value()}",
            1 => $"{name} < {Value()}",
            2 => $"{name} <= {Value()}",
            3 => $"{name} > {Value()}",
            4 => $"{name} >= {Value()}",
            5 or 6 => Between(),
            7 => $"begins_with({name}, {Value()})",
            _ => $"{Value()} {dice.Pick("<", ">", "=")} {name}",
        };
        return dice.Below(4) switch
        {
            0 => $"{second} and {first}",
            1 => $"({first}) AND ({second})",
            _ => $"{first} AND {second}",
        };
    }
}
