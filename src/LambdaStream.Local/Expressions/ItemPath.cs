using LambdaStream.Connectors;

namespace LambdaStream.Local.Expressions;

/// <summary>A step of a path: a name, or an index where there is no name.</summary>
internal readonly record struct PathStep(string? Name, int Index = 0)
{
    public override string ToString() => Name ?? $"[{Index}]";
}

/// <summary>The way to a value in an item, such as <c>parts[0].id</c>.</summary>
internal sealed class ItemPath(IReadOnlyList<PathStep> steps) : IEquatable<ItemPath>
{
    public IReadOnlyList<PathStep> Steps { get; } = steps;

    /// <summary>The attribute it starts with.</summary>
    public string Attribute => Steps[0].Name!;

    public bool IsNested => Steps.Count > 1;

    /// <summary>What stands there; no value where nothing does.</summary>
    public AttributeValue In(Item item)
    {
        var value = item[Attribute];
        for (var i = 1; i < Steps.Count && value.IsDefined; i++)
            value = Step(value, Steps[i]);
        return value;
    }

    /// <summary>Whether one of the two is part of the other.</summary>
    public bool Overlaps(ItemPath other) => FirstDifference(other) == Math.Min(Steps.Count, other.Steps.Count);

    /// <summary>Whether one takes the same place for a map, the other for a list.</summary>
    public bool Conflicts(ItemPath other) =>
        FirstDifference(other) is var i
        && i < Math.Min(Steps.Count, other.Steps.Count)
        && Steps[i].Name is null != other.Steps[i].Name is null;

    public bool Equals(ItemPath? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override bool Equals(object? obj) => Equals(obj as ItemPath);

    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", Steps)}]";

    private static AttributeValue Step(AttributeValue value, PathStep step) =>
        (value.Type, step.Name) switch
        {
            (AttributeType.Map, not null) => value.GetMap()[step.Name],
            (AttributeType.List, null) => value.GetList().ElementAtOrDefault(step.Index),
            _ => default,
        };

    private int FirstDifference(ItemPath other)
    {
        var i = 0;
        while (i < Steps.Count && i < other.Steps.Count && Steps[i] == other.Steps[i])
            i++;
        return i;
    }
}
