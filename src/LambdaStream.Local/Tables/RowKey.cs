using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

/// <summary>Where a row stands: by partition, then by range key; in an index then by the key of the table.</summary>
internal sealed class RowKey : IComparable<RowKey>
{
    private readonly UInt128 _partition;
    private readonly byte[] _hash;
    private readonly byte[] _range;
    private readonly RowKey? _primary;
    private readonly Edge _edge;

    private enum Edge
    {
        Before = -1,
        None,
        Behind,
        BehindAll,
    }

    private RowKey(byte[] hash, byte[] range, RowKey? primary, Edge edge)
    {
        _partition = ValueOrder.PartitionOrder(hash);
        _hash = hash;
        _range = range;
        _primary = primary;
        _edge = edge;
    }

    public static IEqualityComparer<RowKey> Equality { get; } =
        EqualityComparer<RowKey>.Create(
            static (left, right) => left?.CompareTo(right) is 0,
            static key => key._partition.GetHashCode()
        );

    /// <summary>The row of an item that has the key.</summary>
    public static RowKey Of(KeySchema schema, Item item, RowKey? primary = null) =>
        new(
            ValueOrder.SortableBytes(item[schema.Hash.Name]),
            schema.Range is null ? [] : ValueOrder.SortableBytes(item[schema.Range.Name]),
            primary,
            Edge.None
        );

    /// <summary>Before all rows of a partition whose range key is that or more.</summary>
    public static RowKey Before(byte[] hash, byte[]? range) => new(hash, range ?? [], null, Edge.Before);

    /// <summary>Behind all rows of a partition whose range key is that or less; without one, behind all.</summary>
    public static RowKey Behind(byte[] hash, byte[]? range) =>
        new(hash, range ?? [], null, range is null ? Edge.BehindAll : Edge.Behind);

    public bool IsInPartition(byte[] hash) => _hash.AsSpan().SequenceEqual(hash);

    public int CompareTo(RowKey? other)
    {
        if (other is null)
            return 1;
        var order = _partition.CompareTo(other._partition);
        if (order == 0)
            order = _hash.AsSpan().SequenceCompareTo(other._hash);
        if (order == 0)
            order = (_edge is Edge.BehindAll).CompareTo(other._edge is Edge.BehindAll);
        if (order == 0)
            order = _range.AsSpan().SequenceCompareTo(other._range);
        if (order == 0)
            order = _edge.CompareTo(other._edge);
        if (order == 0 && _primary is not null)
            order = _primary.CompareTo(other._primary);
        return order;
    }

    /// <summary>Which of several parallel scans reads this row.</summary>
    public int Segment(int count) => (int)((uint)(_partition >> 96) % (uint)count);
}
