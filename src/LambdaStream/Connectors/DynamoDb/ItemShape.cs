namespace LambdaStream.Connectors;

/// <summary>The names of an item's attributes in their order: what items of one kind have in common.</summary>
/// <remarks>
/// A shape remembers which shapes came of it by one more attribute, and how that one opened. So of an item like one that
/// was read before, all that stands around the values is compared with what stood there then, and not read.
/// </remarks>
internal sealed class ItemShape
{
    // More names than this do not follow one another, unless somebody puts ids into names.
    private const int MostSteps = 16;

    // Of those names that follow one another each may have several types, but then they are few.
    private const int MostOpenings = 16;

    // What is longer is not written by a machine, or its name is not one of many items.
    private const int LongestOpening = 128;

    /// <summary>Above this many attributes a search by name goes through an index.</summary>
    public const int MostSearched = 64;

    private readonly Shapes _shapes;
    private readonly ItemShape? _before;
    private readonly ItemName? _last;
    private readonly NameFilter _filter;

    // Threads may lose what each other adds; it is found again.
    private volatile ItemShape[] _steps = [];
    private volatile ItemOpening[] _openings = [];

    /// <summary>The shape without names.</summary>
    public ItemShape(Shapes shapes) => _shapes = shapes;

    private ItemShape(ItemShape before, ItemName last)
    {
        _shapes = before._shapes;
        _before = before;
        _last = last;
        _filter = before._filter;
        _filter.MayRepeat(last.Text);
        Count = before.Count + 1;
    }

    /// <summary>The number of names.</summary>
    public int Count { get; }

    // What is made twice where two threads ask at once is the same both times.
    public string[] Names => field ??= [.. Path().Select(name => name.Text)];

    /// <summary>What stands before each value where an item is written.</summary>
    public byte[][] Openings => field ??= [.. Path().Select(name => name.Opening)];

    /// <summary>The length of all that stands before values.</summary>
    public int OpeningsLength => field > 0 ? field : field = Openings.Sum(opening => opening.Length);

    private Dictionary<string, int> Index =>
        field ??= Names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);

    /// <summary>One more name, as it stands in JSON without its quotes; null if the shape has it already.</summary>
    public ItemShape? Then(ReadOnlySpan<byte> rawName)
    {
        foreach (var step in _steps)
        {
            if (step._last!.StandsAs(rawName))
                return step;
        }
        return Add(rawName);
    }

    /// <summary>The opening that was met here before and that the text starts with; null where there is none.</summary>
    /// <param name="text">What stands behind the attributes that the shape has; behind the item's bracket if it has none.</param>
    public ItemOpening? OpeningAt(ReadOnlySpan<byte> text)
    {
        foreach (var opening in _openings)
        {
            if (opening.StandsAt(text))
                return opening;
        }
        return null;
    }

    /// <summary>Keeps how an attribute opened behind those of this shape.</summary>
    /// <param name="text">What stood in JSON between the attribute before it and its value.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="longer">The shape with that attribute.</param>
    public void Remember(ReadOnlySpan<byte> text, AttributeType type, ItemShape longer)
    {
        if (_openings.Length < MostOpenings && text.Length <= LongestOpening && _shapes.TryGrowOpenings())
            _openings = [.. _openings, new(text, type, longer)];
    }

    /// <summary>The place of a name; below zero where it is missing.</summary>
    public int IndexOf(string name) =>
        !_filter.MayHave(name) ? -1
        : Count <= MostSearched ? Array.IndexOf(Names, name)
        : Index.TryGetValue(name, out var index) ? index
        : -1;

    private ItemShape? Add(ReadOnlySpan<byte> rawName)
    {
        var name = _shapes.NameOf(rawName);
        if (IndexOf(name.Text) >= 0)
            return null;
        var step = new ItemShape(this, name);
        if (_steps.Length < MostSteps && _shapes.TryGrowItems())
            _steps = [.. _steps, step];
        return step;
    }

    private ItemName[] Path()
    {
        var path = new ItemName[Count];
        for (var shape = this; shape._before is not null; shape = shape._before)
            path[shape.Count - 1] = shape._last!;
        return path;
    }
}
