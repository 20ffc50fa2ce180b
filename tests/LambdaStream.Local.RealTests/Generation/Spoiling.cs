using System.Text.RegularExpressions;
using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Makes requests wrong in the ways in which users do.</summary>
internal static partial class Spoiling
{
    public static void Spoil(Draft draft, Dice dice)
    {
        // DynamoDB Local scans an index by attributes that only the table holds, and here a filter could get some.
        if (draft is { Kind: OperationKind.Scan, IndexName: not null })
        {
            SpoilParameter(draft, dice);
            return;
        }
        switch (dice.Below(12))
        {
            case 0 when draft.Names is not null:
                draft.Names.Remove(dice.Pick([.. draft.Names.Keys]));
                break;
            case 1 when draft.Values is { Count: > 0 }:
                draft.Values = draft.Values.With(dice.PickFrom(draft.Values).Key, default);
                break;
            case 2:
                AddPlaceholder(draft, dice);
                break;
            case 3 or 4 or 5 when draft.Expressions.Count > 0:
                SpoilExpression(draft, dice);
                break;
            case 6 when draft.Items.Count > 0:
                SpoilItem(draft, dice);
                break;
            case 7 when draft.Values is { Count: > 0 }:
                draft.Values = draft.Values.With(dice.PickFrom(draft.Values).Key, dice.PickFrom(WrongValues));
                break;
            case 8 when draft.Values is { Count: > 0 }:
                draft.Values = draft.Values.With(dice.PickFrom(draft.Values).Key, RandomValues.Any(dice));
                break;
            case 9 when draft.Names is not null:
                draft.Names[dice.Pick([.. draft.Names.Keys])] = dice.Pick(
                    RandomTables.HashKey,
                    RandomTables.RangeKey,
                    "g1"
                );
                break;
            default:
                SpoilParameter(draft, dice);
                break;
        }
    }

    private static readonly AttributeValue[] WrongValues =
    [
        AttributeValue.TextSet(),
        AttributeValue.NumberSet(),
        AttributeValue.BinarySet(),
        AttributeValue.TextSet("a", "a"),
        AttributeValue.NumberSet("1", "1.0"),
        AttributeValue.BinarySet([1], [1]),
        AttributeValue.List(AttributeValue.TextSet()),
        AttributeValue.Map(Item.Of(("a", AttributeValue.NumberSet()))),
        AttributeValue.Number("abc"),
        AttributeValue.Number(""),
        AttributeValue.Number("1e126"),
        AttributeValue.Number("1e-131"),
        AttributeValue.Number("1234567890123456789012345678901234567890"),
        new string('v', 1025),
        new string('v', 2049),
        Nested(31),
        Nested(32),
        Nested(40),
    ];

    private static AttributeValue Nested(int levels) =>
        levels == 0 ? AttributeValue.Null : AttributeValue.List(Nested(levels - 1));

    private static void AddPlaceholder(Draft draft, Dice dice)
    {
        switch (dice.Below(7))
        {
            case 0:
                draft.Names ??= [];
                draft.Names["#unused"] = "a";
                break;
            case 1:
                draft.Values = (draft.Values ?? Item.Empty).With(":unused", 1);
                break;
            case 2:
                draft.Names ??= [];
                draft.Names[dice.Pick("#", "n", "#a-b")] = "a";
                break;
            case 3:
                draft.Values = (draft.Values ?? Item.Empty).With(dice.Pick(":", "v", ":a-b"), 1);
                break;
            case 4:
                draft.Names ??= [];
                draft.Names["#empty"] = "";
                break;
            case 5:
                // DynamoDB Local overlooks an empty one if there are no expressions.
                if (draft.Expressions.Count > 0)
                    draft.Names ??= [];
                break;
            default:
                if (draft.Expressions.Count > 0)
                    draft.Values ??= Item.Empty;
                break;
        }
    }

    private static void SpoilExpression(Draft draft, Dice dice)
    {
        var parameter = dice.Pick([.. draft.Expressions.Keys]);
        var text = draft.Expressions[parameter];
        var words = Word().Matches(text);
        if (words.Count == 0 || dice.Chance(0.1))
        {
            draft.Expressions[parameter] = dice.Pick("", " ", $"({text})", $"(({text}))", text + new string(' ', 4096));
            return;
        }
        var word = dice.PickFrom(words);
        var replacement = dice.Below(4) switch
        {
            0 => "",
            1 => $"{word.Value} {word.Value}",
            2 => dice.PickFrom(words).Value,
            _ => dice.Pick(OtherWords),
        };
        var spoilt = text[..word.Index] + replacement + text[(word.Index + word.Length)..];
        if (!SizeAsName().IsMatch(spoilt))
            draft.Expressions[parameter] = spoilt;
    }

    private static readonly string[] OtherWords =
    [
        "(",
        ")",
        ",",
        "=",
        "<>",
        "+",
        "-",
        ".",
        "[",
        "[0]",
        "[01]",
        "[99999999999]",
        "!",
        "AND",
        "SET",
        "REMOVE",
        "status",
        "order",
        "pk",
        "sk",
        "g1",
        "size(a)",
        "nofunction(a)",
        "attribute_exists(a)",
        ":none",
        "#none",
        "a",
        "a.b",
        "a[1]",
        "m",
        "list_append(l, l)",
        "if_not_exists(a, b)",
        "1",
        "_a",
        "a-b",
        ":",
        "#",
    ];

    private static void SpoilItem(Draft draft, Dice dice)
    {
        var place = dice.Below(draft.Items.Count);
        var item = draft.Items[place];
        var name = dice.Pick(RandomTables.HashKey, RandomTables.RangeKey, "g1", "a");
        draft.Items[place] = dice.Below(6) switch
        {
            0 => item.With(name, default),
            1 => item.With(name, RandomValues.Any(dice)),
            2 => item.With(name, ""),
            3 => item.With(name, dice.PickFrom(WrongValues)),
            4 => item.With(name, new string('k', dice.Pick(1024, 1025, 2048, 2049))),
            _ => Item.Empty,
        };
        if (draft.Kind is OperationKind.BatchGetItem && dice.Chance(0.3))
            draft.Items.Add(draft.Items[0]);
    }

    private static void SpoilParameter(Draft draft, Dice dice)
    {
        switch (dice.Below(7))
        {
            case 0:
                draft.TableName = dice.Pick("nowhere", "x", "not a name");
                break;
            case 1:
                draft.IndexName = "by-nothing";
                break;
            case 2:
                draft.Limit = dice.Pick(0, -1);
                break;
            case 3:
                draft.Select = dice.Pick("ALL", "COUNT", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES");
                break;
            case 4:
                // Where a scan goes on from a key that is one depends on the order of the partitions.
                draft.StartKey = dice.Pick(
                    Item.Empty,
                    Item.Of(("other", "a")),
                    Item.Of((RandomTables.HashKey, "a")),
                    Item.Of((RandomTables.HashKey, 1), (RandomTables.RangeKey, 1)),
                    Item.Of((RandomTables.HashKey, "a"), (RandomTables.RangeKey, ""), ("g1", "a"))
                );
                if (draft.Kind is OperationKind.Scan)
                    draft.StartKey = Item.Of(("other", "a"));
                break;
            case 5:
                draft.Expressions.Clear();
                break;
            default:
                draft.ReturnValues = dice.Pick("ALL", "UPDATED_NEW", "none");
                break;
        }
    }

    [GeneratedRegex(@"[A-Za-z0-9_#:]+|\[[0-9]+\]|[^\sA-Za-z0-9_]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // DynamoDB Local does not know that size is a reserved word.
    [GeneratedRegex(@"\bsize\b(?!\s*\()", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SizeAsName();
}
