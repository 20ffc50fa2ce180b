namespace LambdaStream.Local;

/// <summary>Which attributes of an item a secondary index holds besides the keys.</summary>
public sealed class IndexProjection
{
    private readonly HashSet<string>? _names;

    private IndexProjection(HashSet<string>? names) => _names = names;

    /// <summary>All attributes.</summary>
    public static IndexProjection All { get; } = new(null);

    /// <summary>Only the keys of the table and of the index.</summary>
    public static IndexProjection KeysOnly { get; } = new([]);

    /// <summary>The keys and these attributes.</summary>
    public static IndexProjection Include(params IEnumerable<string> names) => new([.. names]);

    internal bool IsAll => _names is null;

    internal bool Has(string name) => _names is null || _names.Contains(name);
}
