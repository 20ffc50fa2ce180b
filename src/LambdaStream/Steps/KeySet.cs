namespace LambdaStream;

/// <summary>The several keys of a batch: it waits for all units in flight that have one of them.</summary>
internal sealed class KeySet
{
    private KeySet(IReadOnlyCollection<object> keys) => Keys = keys;

    public IReadOnlyCollection<object> Keys { get; }

    /// <summary>The keys that are there; null where there are none.</summary>
    public static KeySet? Of(IEnumerable<object?> keys)
    {
        HashSet<object> known = [.. keys.OfType<object>()];
        return known.Count == 0 ? null : new(known);
    }
}
