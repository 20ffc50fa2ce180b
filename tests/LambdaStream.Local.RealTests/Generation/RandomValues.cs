using System.Globalization;
using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>Values from a small world, so that requests meet what others have written.</summary>
internal static class RandomValues
{
    /// <summary>Names of attributes: plain ones, reserved words and such as only a placeholder can stand for.</summary>
    public static readonly string[] Names = ["a", "b", "c", "d", "m", "l", "A1_", "name", "Status", "x-y", "p.q", "é"];

    private static readonly string[] Texts = ["", "a", "ab", "abc", "b", "B", "é", "\uffff", "\U0001f600", "10", "a b"];

    private static readonly string[] Numbers =
    [
        "0",
        "1",
        "-1",
        "2",
        "10",
        "9",
        "1.50",
        "-0.5",
        "1e3",
        "-0",
        "007",
        "+5",
        "100",
        "123456789.987654321",
        "99999999999999999999999999999999999999",
        "1E-130",
        "-1E-130",
        "9.9E125",
    ];

    private static readonly byte[][] Bytes =
    [
        [],
        [0],
        [0, 1],
        [1],
        [127],
        [128, 0],
        [255],
    ];

    public static AttributeType Scalar(Dice dice) =>
        dice.Weighted((3, AttributeType.Text), (3, AttributeType.Number), (1, AttributeType.Binary));

    public static AttributeType Set(Dice dice) =>
        dice.Weighted((2, AttributeType.TextSet), (2, AttributeType.NumberSet), (1, AttributeType.BinarySet));

    public static AttributeValue Any(Dice dice, int depth = 0) =>
        Of(
            dice.Weighted(
                (6, Scalar(dice)),
                (2, Set(dice)),
                (1, dice.Pick(AttributeType.Boolean, AttributeType.Null)),
                (depth < 3 ? 4 : 0, dice.Pick(AttributeType.List, AttributeType.Map))
            ),
            dice,
            depth
        );

    public static AttributeValue Of(AttributeType type, Dice dice, int depth = 0) =>
        type switch
        {
            AttributeType.Text => dice.Pick(Texts),
            AttributeType.Number => Number(dice),
            AttributeType.Binary => AttributeValue.Binary(dice.Pick(Bytes)),
            AttributeType.Boolean => dice.Chance(0.5),
            AttributeType.List => AttributeValue.List([.. Several(dice, 4, () => Any(dice, depth + 1))]),
            AttributeType.Map => AttributeValue.Map(
                Item.Of([.. Several(dice, 4, () => (dice.Pick(Names), Any(dice, depth + 1)))])
            ),
            AttributeType.TextSet => AttributeValue.TextSet([.. Elements(dice, () => dice.Pick(Texts))]),
            AttributeType.NumberSet => AttributeValue.NumberSet([
                .. Elements(dice, () => Number(dice)).DistinctBy(value => value).Select(value => value.GetNumber()),
            ]),
            AttributeType.BinarySet => AttributeValue.BinarySet([.. Elements(dice, () => dice.Pick(Bytes))]),
            _ => AttributeValue.Null,
        };

    /// <summary>A value for a key, which must not be empty.</summary>
    public static AttributeValue Key(KeyPart key, Dice dice)
    {
        while (true)
        {
            var value = Of(key.Type, dice);
            var isEmpty =
                (value.Type is AttributeType.Text && value.GetText() is "")
                || (value.Type is AttributeType.Binary && value.GetBinary().IsEmpty);
            if (!isEmpty)
                return value;
        }
    }

    /// <summary>Two values in their order, but for a few.</summary>
    public static (AttributeValue Low, AttributeValue High) Bounds(AttributeValue one, AttributeValue other, Dice dice)
    {
        var order = (one.Type, other.Type) switch
        {
            (AttributeType.Number, AttributeType.Number) => Approximately(one).CompareTo(Approximately(other)),
            (AttributeType.Text, AttributeType.Text) => Utf8(one).AsSpan().SequenceCompareTo(Utf8(other)),
            (AttributeType.Binary, AttributeType.Binary) => one.GetBinary()
                .Span.SequenceCompareTo(other.GetBinary().Span),
            _ => 0,
        };
        return order > 0 && dice.Chance(0.97) ? (other, one) : (one, other);
    }

    private static double Approximately(AttributeValue number) =>
        double.Parse(number.GetNumber(), CultureInfo.InvariantCulture);

    private static byte[] Utf8(AttributeValue text) => Encoding.UTF8.GetBytes(text.GetText()!);

    // Extreme numbers are rare: sums with them are out of range.
    private static AttributeValue Number(Dice dice) =>
        AttributeValue.Number(dice.Chance(0.9) ? Numbers[dice.Below(Numbers.Length - 5)] : dice.Pick(Numbers));

    private static IEnumerable<T> Several<T>(Dice dice, int below, Func<T> next)
    {
        for (var count = dice.Below(below); count > 0; count--)
            yield return next();
    }

    private static List<T> Elements<T>(Dice dice, Func<T> next) =>
        [.. Enumerable.Repeat(0, 1 + dice.Below(3)).Select(_ => next()).Distinct()];
}
