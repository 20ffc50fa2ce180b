namespace LambdaStream.Local.RealTests;

/// <summary>A secondary index. Included are null for all attributes, else those besides the keys.</summary>
internal sealed record IndexDefinition(
    string Name,
    bool IsGlobal,
    KeyPart HashKey,
    KeyPart? RangeKey,
    IReadOnlyList<string>? Included
)
{
    public bool Has(string attribute) => attribute == HashKey.Name || attribute == RangeKey?.Name;

    public override string ToString() =>
        $"{Name} ({HashKey}, {RangeKey}) {(Included is null ? "all" : $"[{string.Join(", ", Included)}]")}";
}

/// <summary>A table that both sides create.</summary>
internal sealed record TableDefinition(
    string Name,
    KeyPart HashKey,
    KeyPart? RangeKey,
    IReadOnlyList<IndexDefinition> Indexes
)
{
    /// <summary>The key attributes of the table and of its indexes, each once.</summary>
    public IEnumerable<KeyPart> KeyParts =>
        new[] { HashKey, RangeKey }
            .Concat(Indexes.SelectMany(index => new[] { index.HashKey, index.RangeKey }))
            .OfType<KeyPart>()
            .Distinct();

    public bool Has(string attribute) => attribute == HashKey.Name || attribute == RangeKey?.Name;

    public override string ToString() => $"{Name} ({HashKey}, {RangeKey}) with {string.Join(", ", Indexes)}";

    public LocalTable CreateIn(LocalWorld world)
    {
        var table = world.Table(Name, HashKey, RangeKey);
        foreach (var index in Indexes)
        {
            var projection = index.Included is { } names ? IndexProjection.Include(names) : IndexProjection.All;
            if (index.IsGlobal)
                table.GlobalIndex(index.Name, index.HashKey, index.RangeKey, projection);
            else
                table.LocalIndex(index.Name, index.RangeKey!, projection);
        }
        return table;
    }
}
