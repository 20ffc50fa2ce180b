using System.Runtime.InteropServices;
using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

/// <summary>A row of a table or an index.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Item">The item of the table.</param>
/// <param name="Size">The bytes of what the row holds.</param>
internal sealed record Row(RowKey Key, Item Item, int Size);

/// <summary>The rows of a table, or of one of its secondary indexes, in their order.</summary>
/// <param name="name">The index's name; null for the table itself.</param>
/// <param name="schema">The key by which the rows are ordered.</param>
/// <param name="tableSchema">The key of the table.</param>
/// <param name="projection">What the rows hold.</param>
/// <param name="isGlobal">Whether it is a global secondary index.</param>
internal sealed class TableIndex(
    string? name,
    KeySchema schema,
    KeySchema tableSchema,
    IndexProjection projection,
    bool isGlobal
)
{
    private readonly SortedSet<Row> _rows = new(
        Comparer<Row>.Create(static (left, right) => left.Key.CompareTo(right.Key))
    );

    public string? Name { get; } = name;

    public KeySchema Schema { get; } = schema;

    public IndexProjection Projection { get; } = projection;

    public bool IsGlobal { get; } = isGlobal;

    public bool IsTable => Name is null;

    public bool Projects(string attribute) =>
        Projection.Has(attribute) || Schema.Has(attribute) || tableSchema.Has(attribute);

    /// <summary>Where the row of an item stands, or would stand.</summary>
    public RowKey KeyOf(Item item) => RowKey.Of(Schema, item, IsTable ? null : RowKey.Of(tableSchema, item));

    /// <summary>The attributes that name a row, as in LastEvaluatedKey.</summary>
    public Item StartKeyOf(Item item)
    {
        var key = tableSchema.Of(item);
        foreach (var attribute in Schema.Attributes)
            key = key.With(attribute.Name, item[attribute.Name]);
        return key;
    }

    /// <summary>Refuses an ExclusiveStartKey that does not name a row.</summary>
    public void CheckStartKey(Item key)
    {
        if (key.Count != tableSchema.Attributes.Concat(Schema.Attributes).Select(a => a.Name).Distinct().Count())
            throw DynamoDbErrors.Validation("The provided starting key is invalid");
        foreach (var attribute in tableSchema.Attributes.Concat(Schema.Attributes))
        {
            if (key[attribute.Name].Type != attribute.Type)
                throw DynamoDbErrors.Validation("The provided starting key is invalid");
        }
    }

    public Row? Find(RowKey key) => _rows.TryGetValue(At(key), out var row) ? row : null;

    public void Replace(Item? before, Item? after)
    {
        if (before is not null && Schema.IsIn(before))
            _rows.Remove(At(KeyOf(before)));
        if (after is not null && Schema.IsIn(after))
            _rows.Add(new(KeyOf(after), after, ItemSize.Of(Projected(after))));
    }

    /// <summary>The rows between two places, which need not be rows themselves.</summary>
    public IEnumerable<Row> Between(RowKey low, RowKey high, bool forward)
    {
        if (low.CompareTo(high) > 0)
            return [];
        var rows = _rows.GetViewBetween(At(low), At(high));
        return forward ? rows : rows.Reverse();
    }

    /// <summary>All rows behind a place; all where none is given.</summary>
    public IEnumerable<Row> Behind(RowKey? place) =>
        place is null || _rows.Max is not { } last ? _rows
        : place.CompareTo(last.Key) >= 0 ? []
        : _rows.GetViewBetween(At(place), last).Where(row => row.Key.CompareTo(place) > 0);

    /// <summary>What the index holds of an item.</summary>
    public Item Projected(Item item)
    {
        if (Projection.IsAll)
            return item;
        var held = new List<(string, AttributeValue)>();
        foreach (var (attribute, value) in item)
        {
            if (Projects(attribute))
                held.Add((attribute, value));
        }
        return Item.Of(CollectionsMarshal.AsSpan(held));
    }

    private static Row At(RowKey key) => new(key, Item.Empty, 0);
}
