using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;
using LambdaStream.Local.Tables;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local;

// What the operations of LocalDynamoDb are made of.
public sealed partial class LocalTable
{
    /// <summary>The table itself, or the index of that name.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    internal TableIndex Index(string? name)
    {
        if (name is null)
            return _rows;
        lock (_lock)
        {
            return _indexes.Find(index => index.Name == name)
                ?? throw DynamoDbErrors.Validation($"The table does not have the specified index: {name}");
        }
    }

    /// <exception cref="ServiceException">It is no key of this table.</exception>
    internal RowKey KeyOf(Item key)
    {
        var stored = StoredValue.Of(key);
        Schema.CheckKey(stored);
        return RowKey.Of(Schema, stored);
    }

    /// <summary>Refuses expressions that go inside a key: keys have no inside.</summary>
    internal void CheckPaths(IEnumerable<ItemPath> paths)
    {
        foreach (var path in paths.Where(path => path.IsNested))
        {
            var kind =
                Schema.Has(path.Attribute) ? "Key"
                : _indexes.Exists(index => index.Schema.Has(path.Attribute)) ? "IndexKey"
                : null;
            if (kind is not null)
            {
                throw DynamoDbErrors.Validation(
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
                        + $"{kind}: {path.Attribute}"
                );
            }
        }
    }

    /// <summary>Refuses an item that the table cannot hold, whatever it holds now.</summary>
    internal void CheckItem(Item item)
    {
        Schema.CheckItem(item);
        lock (_lock)
        {
            foreach (var index in _indexes)
                index.Schema.CheckIndexed(item, index.Name!);
        }
        if (ItemSize.Of(item) > ItemSize.Max)
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
    }

    internal Row? Read(RowKey key)
    {
        lock (_lock)
            return _rows.Find(key);
    }

    /// <summary>Reads rows in one go, so that a page shows one state of the table.</summary>
    internal T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    /// <summary>Writes the item that <paramref name="change"/> makes of the one that is there, or of null; null deletes it.</summary>
    /// <returns>The item before and after.</returns>
    internal (Item? Before, Item? After) Write(Item key, Func<Item?, Item?> change)
    {
        lock (_lock)
        {
            var (before, after) = Change(key, change);
            Keep(before, after);
            return (before, after);
        }
    }

    /// <summary>What <see cref="Write"/> would write.</summary>
    internal (Item? Before, Item? After) Change(Item key, Func<Item?, Item?> change)
    {
        Schema.CheckItem(key);
        var before = Read(RowKey.Of(Schema, key))?.Item;
        var after = change(before);
        if (after is not null)
            CheckItem(after);
        return (before, after);
    }

    /// <summary>Keeps what a change has made.</summary>
    internal void Keep(Item? before, Item? after)
    {
        lock (_lock)
        {
            if (!Equals(before, after))
                Replace(before, after, isExpiry: false);
        }
    }

    /// <summary>Acts on several tables as if nobody else were there.</summary>
    internal static T Alone<T>(ReadOnlySpan<LocalTable> tables, Func<T> act)
    {
        if (tables.IsEmpty)
            return act();
        lock (tables[0]._lock)
            return Alone(tables[1..], act);
    }

    private void Replace(Item? before, Item? after, bool isExpiry)
    {
        _rows.Replace(before, after);
        foreach (var index in _indexes)
            index.Replace(before, after);
        _changes.Append(before, after, isExpiry);
    }
}
