using LambdaStream.Connectors;
using LambdaStream.Local.Streams;
using LambdaStream.Local.Tables;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local;

/// <summary>A DynamoDB table in memory, with secondary indexes and a change stream.</summary>
/// <remarks>
/// Functions work on it through <see cref="LocalWorld.DynamoDb"/>; what is here is for tests and samples, to set up a
/// table and to look into it. It may be used from several threads.
/// </remarks>
public sealed partial class LocalTable
{
    private readonly Lock _lock = new();
    private readonly LocalEnvironment _environment;
    private readonly TableIndex _rows;
    private readonly List<TableIndex> _indexes = [];
    private readonly ChangeStream _changes;

    internal LocalTable(string name, KeySchema schema, LocalEnvironment environment)
    {
        CheckName(name);
        Name = name;
        Schema = schema;
        Arn = environment.Arn("dynamodb", $"table/{name}");
        _environment = environment;
        _rows = new(null, schema, schema, IndexProjection.All, isGlobal: false);
        _changes = new(Arn, schema, environment);
    }

    /// <summary>The name of the table.</summary>
    public string Name { get; }

    /// <summary>The ARN of the table.</summary>
    public string Arn { get; }

    /// <summary>The ARN of the change stream, as in <c>eventSourceARN</c>.</summary>
    public string StreamArn => _changes.Arn;

    /// <summary>The attribute with the time, in seconds since 1970, after which an item expires; by default <c>ttl</c>.</summary>
    public string TimeToLive { get; set; } = "ttl";

    /// <summary>The items, partition by partition in the order of a scan, within a partition by range key.</summary>
    public IReadOnlyList<Item> Items
    {
        get
        {
            lock (_lock)
                return [.. _rows.Behind(null).Select(row => row.Item)];
        }
    }

    /// <summary>The records of the change stream so far, as a function receives them.</summary>
    public IReadOnlyList<Json> Changes => [.. ChangeShard.Read(0, int.MaxValue).Select(record => record.Json)];

    internal KeySchema Schema { get; }

    internal Shard ChangeShard => _changes.Shard;

    /// <summary>Adds a global secondary index, also over the items that are there.</summary>
    /// <param name="name">The name of the index.</param>
    /// <param name="hashKey">Its hash key; items without that attribute are not in the index.</param>
    /// <param name="rangeKey">Its range key, if it has one.</param>
    /// <param name="projection">What it holds besides the keys; by default all attributes.</param>
    public LocalTable GlobalIndex(
        string name,
        KeyPart hashKey,
        KeyPart? rangeKey = null,
        IndexProjection? projection = null
    ) => Add(new(name, new(hashKey, rangeKey), Schema, projection ?? IndexProjection.All, isGlobal: true));

    /// <summary>Adds a local secondary index: the table's partitions in another order.</summary>
    /// <param name="name">The name of the index.</param>
    /// <param name="rangeKey">Its range key; items without that attribute are not in the index.</param>
    /// <param name="projection">What it holds besides the keys; by default all attributes.</param>
    public LocalTable LocalIndex(string name, KeyPart rangeKey, IndexProjection? projection = null) =>
        Add(new(name, new(Schema.Hash, rangeKey), Schema, projection ?? IndexProjection.All, isGlobal: false));

    /// <summary>The item with that key; null where there is none.</summary>
    /// <exception cref="ServiceException">It is no key of this table.</exception>
    public Item? Find(Item key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Read(KeyOf(key))?.Item;
    }

    /// <summary>The item with that hash key and, where the table has one, range key; null where there is none.</summary>
    /// <exception cref="ServiceException">It is no key of this table.</exception>
    public Item? Find(AttributeValue hashKey, AttributeValue rangeKey = default) => Find(Key(hashKey, rangeKey));

    /// <summary>Writes an item as a whole, as PutItem does.</summary>
    /// <exception cref="ServiceException">The table does not take it.</exception>
    public void Put(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var stored = StoredValue.Of(item);
        Write(stored, _ => stored);
    }

    /// <summary>Deletes an item, as DeleteItem does. False where there was none.</summary>
    /// <exception cref="ServiceException">It is no key of this table.</exception>
    public bool Delete(Item key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rowKey = KeyOf(key);
        lock (_lock)
        {
            if (_rows.Find(rowKey) is not { Item: var item })
                return false;
            Replace(item, null, isExpiry: false);
            return true;
        }
    }

    /// <inheritdoc cref="Delete(Item)"/>
    public bool Delete(AttributeValue hashKey, AttributeValue rangeKey = default) => Delete(Key(hashKey, rangeKey));

    /// <summary>Deletes the items whose time to live is over, as DynamoDB does some time after. Returns their number.</summary>
    /// <remarks>As with DynamoDB, a time that is no number or lies more than five years back expires nothing.</remarks>
    public int ExpireItems()
    {
        var now = _environment.Now.ToUnixTimeSeconds();
        var oldest = _environment.Now.AddYears(-5).ToUnixTimeSeconds();
        lock (_lock)
        {
            var expired = _rows
                .Behind(null)
                .Select(row => row.Item)
                .Where(item => item[TimeToLive].TryGetInt64(out var time) && time <= now && time >= oldest)
                .ToList();
            foreach (var item in expired)
                Replace(item, null, isExpiry: true);
            return expired.Count;
        }
    }

    private Item Key(AttributeValue hashKey, AttributeValue rangeKey) =>
        Schema.Range is null || !rangeKey.IsDefined
            ? Item.Of((Schema.Hash.Name, hashKey))
            : Item.Of((Schema.Hash.Name, hashKey), (Schema.Range.Name, rangeKey));

    private LocalTable Add(TableIndex index)
    {
        CheckName(index.Name!);
        lock (_lock)
        {
            if (_indexes.Exists(other => other.Name == index.Name))
                throw new ArgumentException($"Table {Name} has an index {index.Name} already.");
            foreach (var row in _rows.Behind(null))
                index.Replace(null, row.Item);
            _indexes.Add(index);
        }
        return this;
    }

    internal static bool IsName(string name) =>
        name.Length is >= 3 and <= 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException(
                $"'{name}' is no name for a table or an index: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'."
            );
        }
    }
}
