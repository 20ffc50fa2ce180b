using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Conditions and filters in the whole grammar.</summary>
/// <param name="draft">The request, which gets the placeholders.</param>
/// <param name="path">Gives a path.</param>
/// <param name="dice">The randomness.</param>
internal sealed class RandomConditions(Draft draft, Func<RandomPath> path, Dice dice)
{
    private static readonly string[] Types = ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"];

    public string Next(int depth = 0) =>
        depth < 3 && dice.Chance(0.4)
            ? dice.Below(4) switch
            {
                0 => $"{Next(depth + 1)} {Keyword("AND")} {Next(depth + 1)}",
                1 => $"{Next(depth + 1)} {Keyword("OR")} {Next(depth + 1)}",
                2 => $"{Keyword("NOT")} {Next(depth + 1)}",
                // Parentheses in parentheses are refused.
                _ => Next(depth + 1) is var inner && inner[0] == '(' ? inner : $"({inner})",
            }
            : Simple();

    private string Simple() =>
        dice.Below(8) switch
        {
            0 => $"attribute_exists({Path()})",
            1 => $"attribute_not_exists({Path()})",
            2 => AttributeType(),
            3 => BeginsWith(),
            4 => Contains(),
            5 => Between(),
            6 => In(),
            _ => Comparison(),
        };

    private string Comparison()
    {
        var comparator = dice.Pick("=", "<>", "<", "<=", ">", ">=");
        if (dice.Chance(0.15))
            return $"size({Path()}) {comparator} {draft.Value(dice.Below(5))}";
        var (left, value) = PathAndValue();
        var other = Like(value, comparator is not ("=" or "<>"));
        return dice.Below(8) switch
        {
            0 => $"{draft.Value(other)} {comparator} {left}",
            1 => $"{left} {comparator} {Path()}",
            _ => $"{left} {comparator} {draft.Value(other)}",
        };
    }

    private string Between()
    {
        var (left, value) = PathAndValue();
        var low = Like(value, isOrdered: true);
        var high = dice.Chance(0.9) ? RandomValues.Of(low.Type, dice) : Like(value, isOrdered: true);
        (low, high) = RandomValues.Bounds(low, high, dice);
        return $"{left} {Keyword("BETWEEN")} {draft.Value(low)} AND {(dice.Chance(0.8) ? draft.Value(high) : Path())}";
    }

    private string In()
    {
        var (left, value) = PathAndValue();
        var candidates = Enumerable
            .Range(0, 1 + dice.Below(4))
            .Select(_ => dice.Chance(0.1) ? Path() : draft.Value(Like(value, isOrdered: false)));
        return $"{left} {Keyword("IN")} ({string.Join(", ", candidates)})";
    }

    private string AttributeType()
    {
        var type = dice.Chance(0.97) ? dice.Pick(Types) : "X";
        return $"attribute_type({Path()}, {draft.Value(type)})";
    }

    private string BeginsWith()
    {
        var (left, value) = PathAndValue();
        var type = value.Type is Connectors.AttributeType.Binary ? value.Type : Connectors.AttributeType.Text;
        return $"begins_with({left}, {draft.Value(RandomValues.Of(dice.Chance(0.95) ? type : RandomValues.Scalar(dice), dice))})";
    }

    private string Contains()
    {
        var (left, value) = PathAndValue();
        var element = value.Type switch
        {
            Connectors.AttributeType.TextSet => dice.PickFrom(value.GetSet()),
            Connectors.AttributeType.NumberSet => AttributeValue.Number(dice.PickFrom(value.GetSet())),
            Connectors.AttributeType.BinarySet => AttributeValue.Binary(dice.PickFrom(value.GetBinarySet())),
            Connectors.AttributeType.List when value.GetList().Count > 0 => dice.PickFrom(value.GetList()),
            Connectors.AttributeType.Text or Connectors.AttributeType.Binary => RandomValues.Of(value.Type, dice),
            _ => RandomValues.Any(dice),
        };
        return $"contains({left}, {draft.Value(dice.Chance(0.8) ? element : RandomValues.Any(dice))})";
    }

    private string Path() => path().In(draft, dice);

    private (string Text, AttributeValue Value) PathAndValue()
    {
        var next = path();
        return (next.In(draft, dice), next.Value);
    }

    /// <summary>The same value, another of its type, or any.</summary>
    private AttributeValue Like(AttributeValue value, bool isOrdered)
    {
        if (isOrdered && value.Type is not (Connectors.AttributeType.Text or Connectors.AttributeType.Number))
            return dice.Chance(0.97) ? RandomValues.Of(RandomValues.Scalar(dice), dice) : RandomValues.Any(dice);
        return !value.IsDefined ? RandomValues.Any(dice)
            : dice.Chance(0.4) ? value
            : dice.Chance(0.8) ? RandomValues.Of(value.Type, dice)
            : isOrdered ? RandomValues.Of(RandomValues.Scalar(dice), dice)
            : RandomValues.Any(dice);
    }

    private string Keyword(string keyword) => dice.Chance(0.9) ? keyword : keyword.ToLowerInvariant();
}
