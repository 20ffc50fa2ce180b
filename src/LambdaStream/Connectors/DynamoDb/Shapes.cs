namespace LambdaStream.Connectors;

/// <summary>The shapes of the items that were read and of the updates that were built, so that those of one shape share their names and text.</summary>
internal sealed class Shapes
{
    // A service has some dozens. Where there are more than this, somebody puts ids into names, and the rest is not kept.
    private const int MostShapes = 4_096;

    // Of two names with one place the later one takes it.
    private const int Places = 256;

    private readonly ItemName?[] _names = new ItemName?[Places];
    private int _updates = MostShapes;
    private int _items = MostShapes;
    private int _openings = MostShapes;

    public Shapes()
    {
        Updates = new(this);
        Items = new(this);
    }

    /// <summary>The update without clauses.</summary>
    public UpdateShape Updates { get; }

    /// <summary>The item without attributes.</summary>
    public ItemShape Items { get; }

    /// <summary>Whether one more shape of updates is remembered.</summary>
    public bool TryGrowUpdates() => _updates > 0 && Interlocked.Decrement(ref _updates) >= 0;

    /// <summary>Whether one more shape of items is remembered.</summary>
    public bool TryGrowItems() => _items > 0 && Interlocked.Decrement(ref _items) >= 0;

    /// <summary>Whether one more opening of an attribute is remembered.</summary>
    public bool TryGrowOpenings() => _openings > 0 && Interlocked.Decrement(ref _openings) >= 0;

    /// <summary>The name of an attribute, or of a type of events, that stands so in JSON, without its quotes.</summary>
    public ItemName NameOf(ReadOnlySpan<byte> raw)
    {
        // Names differ in length, where they begin or end, or in between: types do mostly behind their middle.
        var place = raw.IsEmpty
            ? 0
            : (raw.Length * 31 + raw[0] * 7 + raw[^1] * 3 + raw[raw.Length / 2] + raw[raw.Length * 3 / 4] * 13)
                % Places;
        // Threads may take a place from each other.
        return _names[place] is { } known && known.StandsAs(raw) ? known : _names[place] = new(raw);
    }
}
