using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Requests to a table; what it holds makes them meet something.</summary>
internal sealed class RandomRequests
{
    private readonly TableDefinition _table;
    private readonly Func<IReadOnlyList<Item>> _items;
    private readonly Dice _dice;
    private readonly AttributeValue[] _hashes;
    private readonly AttributeValue[] _ranges;

    /// <param name="table">The table.</param>
    /// <param name="items">What it holds.</param>
    /// <param name="dice">The randomness.</param>
    public RandomRequests(TableDefinition table, Func<IReadOnlyList<Item>> items, Dice dice)
    {
        (_table, _items, _dice) = (table, items, dice);
        _hashes = Keys(table.HashKey, 4);
        _ranges = table.RangeKey is { } range ? Keys(range, 7) : [];
    }

    public Draft Next()
    {
        var kind = _dice.Weighted(
            (9, OperationKind.UpdateItem),
            (4, OperationKind.PutItem),
            (1, OperationKind.BatchGetItem),
            (5, OperationKind.Query),
            (2, OperationKind.Scan),
            (2, OperationKind.BatchWriteItem),
            (5, OperationKind.TransactWriteItems)
        );
        var draft = new Draft(kind, _table.Name);
        switch (kind)
        {
            case OperationKind.UpdateItem:
                Update(draft);
                break;
            case OperationKind.PutItem:
                Put(draft);
                break;
            case OperationKind.BatchGetItem:
                BatchGet(draft);
                break;
            case OperationKind.BatchWriteItem:
                BatchWrite(draft);
                break;
            case OperationKind.TransactWriteItems:
                Transaction(draft);
                break;
            case OperationKind.Query:
                new RandomReads(_table, draft, _items(), _dice).Query();
                break;
            default:
                new RandomReads(_table, draft, _items(), _dice).Scan();
                break;
        }
        return draft;
    }

    private void Update(Draft draft)
    {
        var key = Key();
        draft.Items.Add(key);
        var item = Find(key) ?? key;
        if (_dice.Chance(0.97))
            draft.Expressions["UpdateExpression"] = new RandomUpdates(_table, draft, item, _dice).Next();
        MaybeCondition(draft, item);
        draft.ReturnValues = _dice.Pick(null, "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");
    }

    private void Put(Draft draft)
    {
        var key = Key();
        var item = key;
        foreach (var name in RandomValues.Names)
        {
            if (_dice.Chance(0.4))
                item = item.With(name, RandomValues.Any(_dice));
        }
        foreach (var part in _table.KeyParts.Where(part => !_table.Has(part.Name)))
        {
            // Few values, so that an index has items with equal keys.
            if (_dice.Chance(0.6))
                item = item.With(part.Name, RandomValues.Key(part, _dice));
        }
        draft.Items.Add(item);
        MaybeCondition(draft, Find(key) ?? key);
        draft.ReturnValues = _dice.Pick(null, "NONE", "ALL_OLD");
    }

    private void BatchGet(Draft draft)
    {
        for (var count = 1 + _dice.Below(8); count > 0; count--)
        {
            var key = Key();
            if (!draft.Items.Contains(key))
                draft.Items.Add(key);
        }
        draft.ConsistentRead = _dice.Pick<bool?>(null, false, true);
        if (_dice.Chance(0.4))
        {
            var item = Find(draft.Items[0]) ?? draft.Items[0];
            draft.Expressions["ProjectionExpression"] = RandomReads.Projection(draft, item, _table, _dice);
        }
    }

    private void BatchWrite(Draft draft)
    {
        for (var count = 1 + _dice.Below(6); count > 0; count--)
        {
            var part = new Draft(OperationKind.PutItem, _table.Name);
            Put(part);
            if (_dice.Chance(0.4))
                (part.Items[0], part.Write) = (KeyOf(part.Items[0]), WriteKind.Delete);
            Add(draft, part);
        }
    }

    private void Transaction(Draft draft)
    {
        for (var count = 1 + _dice.Below(4); count > 0; count--)
        {
            var part = new Draft(
                _dice.Weighted((3, OperationKind.UpdateItem), (1, OperationKind.PutItem)),
                _table.Name
            );
            var write = _dice.Weighted((4, WriteKind.AsItsKind), (1, WriteKind.Delete), (1, WriteKind.ConditionCheck));
            if (write is not WriteKind.AsItsKind)
                Ask(part, write);
            else if (part.Kind is OperationKind.UpdateItem)
                Update(part);
            else
                Put(part);
            if (_dice.Chance(0.05))
                Spoiling.Spoil(part, _dice);
            part.ReturnValues = _dice.Pick(null, "NONE", "ALL_OLD");
            Add(draft, part);
        }
    }

    private void Ask(Draft part, WriteKind write)
    {
        part.Write = write;
        part.Items.Add(Key());
        do MaybeCondition(part, Find(part.Items[0]) ?? part.Items[0]);
        while (write is WriteKind.ConditionCheck && part.Expressions.Count == 0);
    }

    // Two writes of one item are refused, so few requests have them.
    private void Add(Draft draft, Draft part)
    {
        var isNew = draft.Parts.All(other => KeyOf(other.Items[0]) != KeyOf(part.Items[0]));
        if (isNew || _dice.Chance(0.05))
            draft.Parts.Add(part);
    }

    private Item KeyOf(Item item) =>
        Item.Of([.. item.Where(attribute => _table.Has(attribute.Key)).Select(one => (one.Key, one.Value))]);

    private void MaybeCondition(Draft draft, Item item)
    {
        if (!_dice.Chance(0.35))
            return;
        RandomPath Path() => _dice.Chance(0.1) ? RandomPaths.Next(item, _dice) : BesidesKeyInsides(item);
        draft.Expressions["ConditionExpression"] = new RandomConditions(draft, Path, _dice).Next();
    }

    // A path into a key is refused, so most have none.
    private RandomPath BesidesKeyInsides(Item item)
    {
        while (true)
        {
            var path = RandomPaths.Next(item, _dice);
            if (path.Steps.Count == 1 || _table.KeyParts.All(part => part.Name != path.Attribute))
                return path;
        }
    }

    private Item Key()
    {
        var key = Item.Of((_table.HashKey.Name, _dice.PickFrom(_hashes)));
        return _table.RangeKey is { } range ? key.With(range.Name, _dice.PickFrom(_ranges)) : key;
    }

    private Item? Find(Item key) =>
        _items().FirstOrDefault(item => key.All(attribute => item[attribute.Key] == attribute.Value));

    private AttributeValue[] Keys(KeyPart part, int count) =>
        [.. Enumerable.Repeat(0, count * 3).Select(_ => RandomValues.Key(part, _dice)).Distinct().Take(count)];
}
