namespace LambdaStream.Connectors;

/// <summary>An item that is being read, attribute by attribute.</summary>
internal ref struct ItemReading
{
    /// <summary>Few items have more attributes than this. Those that have take more memory while they are read.</summary>
    public const int Usual = 32;

    private readonly Json _json;
    private readonly ReadOnlySpan<byte> _text;
    private StringEnds _ends;
    private ItemShape _shape;
    private Span<AttributePiece> _values;

    /// <param name="json">The text that the item stands in.</param>
    /// <param name="root">The shape without names, among what came of which the item's is looked for.</param>
    /// <param name="room">Room for <see cref="Usual"/> attributes.</param>
    public ItemReading(Json json, ItemShape root, Span<AttributePiece> room)
    {
        _json = json;
        _text = json.Raw;
        _shape = root;
        _values = room;
    }

    /// <summary>Takes the attributes that open as those of an item before did, up to the first that does not.</summary>
    /// <remarks>What was JSON there is JSON here as well, so of such attributes only the values are looked at.</remarks>
    /// <param name="position">Behind the item's bracket, or behind an attribute.</param>
    /// <param name="depth">How many objects and arrays the values are in; null where the text is known to be valid.</param>
    /// <returns>The position behind the last attribute that was taken.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public int TakeKnown(int position, int? depth)
    {
        if (depth > Json.MaxDepth)
            return position;
        var shape = _shape;
        while (shape.OpeningAt(_text[position..]) is { } opening)
        {
            // This time there may be white space before the value.
            var start = JsonText.SkipWhiteSpace(_text, position + opening.ValueStart);
            var end = opening.IsOfString ? EndOfString(start, depth) : EndOfValue(start, depth);
            if (JsonSyntax.At(_text, end) != '}')
                break;
            Set(shape.Count, new(opening.Type, start, end));
            shape = opening.Shape;
            position = end + 1;
        }
        _shape = shape;
        return position;
    }

    /// <summary>Takes an attribute. Of a name given twice the last value counts.</summary>
    /// <param name="opening">Behind the item's bracket, or behind the attribute before.</param>
    /// <param name="rawName">The name as it stands in JSON, without its quotes.</param>
    /// <param name="value">The value.</param>
    public void Take(int opening, ReadOnlySpan<byte> rawName, AttributePiece value)
    {
        if (_shape.Then(rawName) is not { } longer)
        {
            _values[_shape.IndexOf(JsonString.Read(rawName))] = value;
            return;
        }
        var isString = _text[value.Start] == '"';
        _shape.Remember(_text[opening..(isString ? value.Start + 1 : value.Start)], value.Type, longer);
        Set(_shape.Count, value);
        _shape = longer;
    }

    /// <summary>The item; nothing may be taken any more.</summary>
    public readonly Item ToItem() =>
        _shape.Count == 0 ? Item.Empty : new(_shape, _json, _values[.._shape.Count].ToArray());

    private void Set(int index, AttributePiece value)
    {
        if (index == _values.Length)
            Grow();
        _values[index] = value;
    }

    private void Grow()
    {
        var longer = new AttributePiece[_values.Length * 2];
        _values.CopyTo(longer);
        _values = longer;
    }

    private int EndOfString(int start, int? depth)
    {
        var end = _ends.Next(_text, start + 1);
        return JsonSyntax.At(_text, end) == '"' ? end + 1 : EndOfValue(start, depth);
    }

    private int EndOfValue(int start, int? depth) =>
        depth is { } levels ? JsonSyntax.SkipValue(_text, start, levels, ref _ends) : JsonText.SkipValue(_text, start);
}
