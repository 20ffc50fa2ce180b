namespace LambdaStream.Conformance.Running;

/// <summary>What a vector needs and the library does not have. Delegates may report it from any thread.</summary>
internal sealed class MissingParts
{
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _parts = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
                return [.. _parts];
        }
    }

    public bool Any => All.Count > 0;

    public void Add(string part)
    {
        lock (_lock)
            _parts.Add(part);
    }
}
