using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

internal static class RandomTables
{
    public const string HashKey = "pk";
    public const string RangeKey = "sk";

    /// <summary>A table with keys of any type, with or without a range key and indexes.</summary>
    public static TableDefinition Next(Dice dice, string name)
    {
        var hash = KeyPartOf(dice, HashKey);
        var range = dice.Chance(0.8) ? KeyPartOf(dice, RangeKey) : null;
        // An attribute has one type, in whichever index it is a key.
        KeyPart[] others = [KeyPartOf(dice, "g1"), KeyPartOf(dice, "g2"), KeyPartOf(dice, "l1")];
        var indexes = new List<IndexDefinition>();
        if (dice.Chance(0.8))
            indexes.Add(new("by-g1", true, others[0], dice.Chance(0.7) ? others[1] : null, Projection(dice)));
        if (dice.Chance(0.4))
            indexes.Add(new("by-g2", true, others[1], dice.Chance(0.5) ? hash : null, Projection(dice)));
        if (range is not null && dice.Chance(0.7))
            indexes.Add(new("by-l1", false, hash, dice.Pick(others[2], others[0]), Projection(dice)));
        return new(name, hash, range, indexes);
    }

    private static KeyPart KeyPartOf(Dice dice, string name) =>
        new(name, dice.Weighted((3, AttributeType.Text), (2, AttributeType.Number), (1, AttributeType.Binary)));

    private static string[]? Projection(Dice dice) => dice.Weighted<string[]?>((3, null), (1, []), (2, ["a", "m"]));
}
