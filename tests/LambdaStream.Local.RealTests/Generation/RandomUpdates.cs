using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Update expressions in the whole grammar, for an item that may be there.</summary>
internal sealed class RandomUpdates(TableDefinition table, Draft draft, Item item, Dice dice)
{
    private readonly List<RandomPath> _taken = [];

    public string Next()
    {
        string[] sections = [.. new[] { "SET", "REMOVE", "ADD", "DELETE" }.Where(_ => dice.Chance(0.4))];
        if (sections.Length == 0)
            sections = ["SET"];
        return string.Join(
            ' ',
            sections
                .OrderBy(_ => dice.Below(100))
                .Select(section =>
                    $"{(dice.Chance(0.9) ? section : section.ToLowerInvariant())} {string.Join(", ", Actions(section))}"
                )
        );
    }

    private List<string> Actions(string section) =>
        [.. Enumerable.Range(0, 1 + dice.Below(dice.Pick(1, 2, 4))).Select(_ => Action(section))];

    private string Action(string section) =>
        section switch
        {
            "SET" => Set(Target(_ => true, _ => true)),
            "REMOVE" => Target(value => value.IsDefined || dice.Chance(0.3), _ => true).In(draft, dice),
            // DynamoDB Local checks the keys of local indexes only in PutItem, the embedded table always.
            "ADD" => Add(Target(IsSetOrNumber, path => !IsKeyOfLocalIndex(path))),
            _ => Delete(Target(IsSet, path => !IsKeyOfLocalIndex(path))),
        };

    private string Set(RandomPath path)
    {
        var left = path.In(draft, dice);
        var key = table.KeyParts.FirstOrDefault(part => part.Name == path.Attribute);
        if (key is not null && path.Steps.Count == 1 && (IsKeyOfLocalIndex(path) || dice.Chance(0.9)))
            return $"{left} = {draft.Value(RandomValues.Key(key, dice))}";
        return $"{left} = {Right(path)}";
    }

    private string Right(RandomPath path)
    {
        switch (dice.Below(10))
        {
            case 0 or 1:
                var sign = dice.Pick("+", "-");
                return dice.Chance(0.5) || !MayBe(path, AttributeType.Number)
                    ? $"{Numeric()} {sign} {Numeric()}"
                    : $"if_not_exists({path.In(draft, dice)}, {draft.Value(0)}) {sign} {Numeric()}";
            case 2:
                return $"if_not_exists({Path(dice.Chance(0.5) ? path : Any())}, {Operand()})";
            case 3:
                return dice.Chance(0.5) || !MayBe(path, AttributeType.List)
                    ? $"list_append({List()}, {List()})"
                    : $"list_append(if_not_exists({Path(path)}, {draft.Value(AttributeValue.List())}), {List()})";
            case 4:
                return Path(Any());
            case 5:
                return $"({Operand()})";
            default:
                return draft.Value(RandomValues.Any(dice));
        }
    }

    private string Operand() => dice.Chance(0.7) ? draft.Value(RandomValues.Any(dice)) : Path(Any());

    private bool MayBe(RandomPath path, AttributeType type) =>
        !path.Value.IsDefined || path.Value.Type == type || dice.Chance(0.05);

    private string Numeric() => OfType(AttributeType.Number);

    private string List() => OfType(AttributeType.List);

    private string OfType(AttributeType type)
    {
        if (dice.Chance(0.5) && Existing(value => value.Type == type) is { } path)
            return Path(path);
        return draft.Value(dice.Chance(0.97) ? RandomValues.Of(type, dice) : RandomValues.Any(dice));
    }

    private string Add(RandomPath path)
    {
        var type =
            dice.Chance(0.9) && IsSetOrNumber(path.Value) ? path.Value.Type
            : dice.Chance(0.95) ? dice.Pick(AttributeType.Number, RandomValues.Set(dice))
            : RandomValues.Scalar(dice);
        return $"{path.In(draft, dice)} {draft.Value(RandomValues.Of(type, dice))}";
    }

    private string Delete(RandomPath path)
    {
        if (IsSet(path.Value) && dice.Chance(0.2))
            return $"{path.In(draft, dice)} {draft.Value(path.Value)}";
        var type =
            dice.Chance(0.9) && IsSet(path.Value) ? path.Value.Type
            : dice.Chance(0.95) ? RandomValues.Set(dice)
            : RandomValues.Scalar(dice);
        return $"{path.In(draft, dice)} {draft.Value(RandomValues.Of(type, dice))}";
    }

    private bool IsKeyOfLocalIndex(RandomPath path) =>
        table.Indexes.Any(index => !index.IsGlobal && index.RangeKey!.Name == path.Attribute);

    /// <summary>A path to change, mostly one whose value suits and that no other action touches.</summary>
    private RandomPath Target(Func<AttributeValue, bool> suits, Func<RandomPath, bool> allowed)
    {
        RandomPath path;
        var attempts = 0;
        bool IsFitting() => !path.Value.IsDefined || suits(path.Value) || dice.Chance(0.1);
        do path = attempts == 0 && dice.Chance(0.7) && Existing(suits) is { } existing ? existing : Any();
        while (
            !allowed(path) || (attempts++ < 20 && (!IsFitting() || (_taken.Exists(path.Overlaps) && dice.Chance(0.98))))
        );
        _taken.Add(path);
        return path;
    }

    private RandomPath? Existing(Func<AttributeValue, bool> suits)
    {
        for (var attempts = 0; attempts < 20; attempts++)
        {
            var path = Any();
            if (path.Value.IsDefined && !table.Has(path.Attribute) && suits(path.Value))
                return path;
        }
        return null;
    }

    private RandomPath Any() => RandomPaths.NextBesidesKeys(table, item, dice);

    private string Path(RandomPath path) => path.In(draft, dice);

    private static bool IsSet(AttributeValue value) =>
        value.Type is AttributeType.TextSet or AttributeType.NumberSet or AttributeType.BinarySet;

    private static bool IsSetOrNumber(AttributeValue value) => value.Type is AttributeType.Number || IsSet(value);
}
