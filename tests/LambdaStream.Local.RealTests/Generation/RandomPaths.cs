using System.Globalization;
using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>A path and what stands there; no value where nothing does.</summary>
/// <param name="Steps">Its steps: names are texts, indexes numbers.</param>
/// <param name="Value">What it leads to.</param>
internal sealed record RandomPath(IReadOnlyList<object> Steps, AttributeValue Value)
{
    public string Attribute => (string)Steps[0];

    public bool Overlaps(RandomPath other) => Steps.Zip(other.Steps).All(steps => steps.First.Equals(steps.Second));

    /// <summary>The path as an expression has it.</summary>
    public string In(Draft draft, Dice dice)
    {
        var text = "";
        foreach (var step in Steps)
        {
            text += step switch
            {
                int index => string.Create(CultureInfo.InvariantCulture, $"[{index}]"),
                var name => (text.Length == 0 ? "" : ".") + draft.Name((string)name, dice),
            };
        }
        return text;
    }
}

/// <summary>Paths into an item, mostly to something that is there.</summary>
internal static class RandomPaths
{
    public static RandomPath Next(Item item, Dice dice)
    {
        var name =
            item.Count > 0 && dice.Chance(0.8) ? item[dice.Below(item.Count)].Key : dice.Pick(RandomValues.Names);
        var steps = new List<object> { name };
        var value = item[name];
        while (value.Type is AttributeType.Map or AttributeType.List ? dice.Chance(0.7) : dice.Chance(0.05))
        {
            var goesAstray = dice.Chance(0.15);
            if (value.Type is AttributeType.List ? !goesAstray : goesAstray)
            {
                var index = dice.Below(value.Type is AttributeType.List ? value.GetList().Count + 2 : 3);
                steps.Add(index);
                value = value.Type is AttributeType.List ? value.GetList().ElementAtOrDefault(index) : default;
            }
            else
            {
                var members = value.Type is AttributeType.Map ? value.GetMap() : Item.Empty;
                var member =
                    members.Count > 0 && dice.Chance(0.8)
                        ? members[dice.Below(members.Count)].Key
                        : dice.Pick(RandomValues.Names);
                steps.Add(member);
                value = members[member];
            }
        }
        return new(steps, value);
    }

    /// <summary>A path that is no key of the table or its indexes, but for a few.</summary>
    public static RandomPath NextBesidesKeys(TableDefinition table, Item item, Dice dice)
    {
        while (true)
        {
            var path = Next(item, dice);
            var isKey = table.Has(path.Attribute);
            var isIndexKey = !isKey && table.Indexes.Any(index => index.Has(path.Attribute));
            if (isKey ? dice.Chance(0.002) : !isIndexKey || path.Steps.Count == 1 || dice.Chance(0.05))
                return path;
        }
    }
}
