namespace LambdaStream.Connectors;

/// <summary>Tells of most names at once that they have not come before, so that few need to be looked for.</summary>
internal struct NameFilter
{
    private ulong _seen;

    /// <summary>Notes a name, and tells whether it may have come before; false is certain.</summary>
    public bool MayRepeat(string name)
    {
        var bit = Bit(name);
        var repeats = (_seen & bit) != 0;
        _seen |= bit;
        return repeats;
    }

    /// <summary>Whether the name may have come; false is certain.</summary>
    public readonly bool MayHave(string name) => (_seen & Bit(name)) != 0;

    // Length, middle and end tell the names of one item apart well enough.
    private static ulong Bit(string name) =>
        name.Length == 0 ? 1 : 1UL << ((name.Length * 7 + name[name.Length / 2] * 31 + name[^1] * 3) & 63);
}
