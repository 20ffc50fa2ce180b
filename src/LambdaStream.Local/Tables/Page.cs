using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;

namespace LambdaStream.Local.Tables;

/// <summary>A page of a query or a scan.</summary>
internal sealed record Page(IReadOnlyList<Item> Items, Item? LastEvaluatedKey)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads rows up to the limit, or until they are 1 MB together.</summary>
    public static Page Read(TableIndex index, IEnumerable<Row> rows, int? limit, Func<Item, Item?> select)
    {
        var items = new List<Item>();
        var (count, bytes) = (0, 0);
        foreach (var row in rows)
        {
            if (select(row.Item) is { } item)
                items.Add(item);
            count++;
            bytes += row.Size;
            if (count == limit || bytes >= MaxBytes)
                return new(items, index.StartKeyOf(row.Item));
        }
        return new(items, null);
    }

    /// <summary>What a request with a filter and a projection shows of an item; null where the filter leaves it out.</summary>
    public static Func<Item, Item?> Select(TableIndex index, Condition? filter, Projection? projection, bool whole) =>
        item =>
        {
            var held = whole ? item : index.Projected(item);
            // A global index knows nothing but what it holds; a local one is part of its table.
            return filter?.Holds(index.IsGlobal ? held : item) is false ? null
                : projection is null ? held
                : projection.Of(held);
        };
}
