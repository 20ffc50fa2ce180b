namespace LambdaStream.Connectors;

/// <summary>An item that is being read, attribute by attribute.</summary>
/// <param name="root">The shape without names, among what came of which the item's is looked for.</param>
internal struct ItemReading(ItemShape root)
{
    private readonly ItemShape _root = root;
    private ItemShape _shape = root;
    private AttributeValue[] _values = root.Expected == 0 ? [] : new AttributeValue[root.Expected];

    /// <summary>Takes an attribute. Of a name given twice the last value counts.</summary>
    /// <param name="rawName">The name as it stands in JSON, without its quotes.</param>
    /// <param name="value">The value.</param>
    public void Add(ReadOnlySpan<byte> rawName, AttributeValue value)
    {
        if (_shape.Then(rawName) is not { } longer)
        {
            _values[_shape.IndexOf(JsonString.Read(rawName))] = value;
            return;
        }
        if (_shape.Count == _values.Length)
            Array.Resize(ref _values, Math.Max(4, _values.Length * 2));
        _values[_shape.Count] = value;
        _shape = longer;
    }

    /// <summary>The item; nothing may be added any more.</summary>
    public Item ToItem()
    {
        _root.Expected = _shape.Count;
        if (_shape.Count == 0)
            return Item.Empty;
        Array.Resize(ref _values, _shape.Count);
        return new(_shape, _values);
    }
}
