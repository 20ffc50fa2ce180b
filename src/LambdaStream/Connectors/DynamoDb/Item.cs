using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Connectors;

/// <summary>An immutable DynamoDB item: names and values, in order. Also its key, or the values of an expression.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[SuppressMessage("Naming", "CA1710", Justification = "Item is DynamoDB's word.")]
public sealed partial class Item : IReadOnlyList<KeyValuePair<string, AttributeValue>>, IEquatable<Item>
{
    // An item that was read has a shape, and of its values where they stand.
    private readonly ItemShape? _shape;
    private readonly Json _text;
    private readonly AttributePiece[] _pieces = [];

    // An item that was built has names and values.
    private readonly AttributeValue[] _values = [];
    private string[]? _names;
    private Dictionary<string, int>? _index;

    internal Item(string[] names, AttributeValue[] values)
    {
        Debug.Assert(names.Length == values.Length);
        _names = names;
        _values = values;
    }

    internal Item(ItemShape shape, Json text, AttributePiece[] pieces)
    {
        Debug.Assert(shape.Count == pieces.Length);
        _shape = shape;
        _text = text;
        _pieces = pieces;
    }

    /// <summary>An item without attributes.</summary>
    public static Item Empty { get; } = new([], []);

    /// <summary>The number of attributes.</summary>
    public int Count => _shape is null ? _values.Length : _pieces.Length;

    /// <summary>The attribute at that place.</summary>
    public KeyValuePair<string, AttributeValue> this[int index] => new(Names[index], ValueAt(index));

    /// <summary>The value of that name; no value where it is missing.</summary>
    public AttributeValue this[string name] => IndexOf(name) is >= 0 and var index ? ValueAt(index) : default;

    internal string[] Names => _names ??= _shape!.Names;

    internal AttributeValue ValueAt(int index) =>
        _shape is null ? _values[index] : AttributeValue.Of(_text, _pieces[index]);

    /// <summary>Builds an item. Attributes without a value are left out; of a name given twice the last counts.</summary>
    public static Item Of(params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var builder = new Builder(attributes.Length);
        foreach (var (name, value) in attributes)
        {
            if (value.IsDefined)
                builder.Set(name, value);
        }
        return builder.Build();
    }

    /// <summary>The members of a JSON object as DynamoDB's document client takes them.</summary>
    public static Item From(Json json)
    {
        var builder = new Builder(16);
        var members = json.EnumerateObject();
        while (members.MoveNext())
            builder.Set(JsonString.Read(members.RawName), AttributeValue.From(members.RawValue));
        return builder.Build();
    }

    /// <summary>Reads an item in DynamoDB's typed JSON, such as <c>{"pk":{"S":"1"}}</c>. For many, an <see cref="ItemReader"/> costs less.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value is not of that form.</exception>
    public static Item FromTypedJson(Json json)
    {
        var position = 0;
        json = json.Inflated;
        return json.IsDefined ? ReadTyped(json, ref position) : Empty;
    }

    /// <summary>Reads an item in the midst of a text, of which nobody knows yet where it ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the item starts; afterwards where it ends.</param>
    /// <exception cref="System.Text.Json.JsonException">A value is not of that form.</exception>
    internal static Item ReadTyped(Json text, ref int position)
    {
        var raw = text.Raw;
        if (raw[position] != '{')
        {
            position = JsonText.SkipValue(raw, position);
            return Empty;
        }
        var item = new ItemReading(text, text.ItemShapes!.Items, stackalloc AttributePiece[ItemReading.Usual]);
        position++;
        while (true)
        {
            position = item.TakeKnown(position, depth: null);
            var opening = position;
            position = JsonText.SkipWhiteSpace(raw, position);
            if (raw[position] == '}')
                break;
            if (raw[position] == ',')
                position = JsonText.SkipWhiteSpace(raw, position + 1);
            var name = position + 1;
            position = JsonText.SkipString(raw, position);
            var nameEnd = position - 1;
            position = JsonText.SkipWhiteSpace(raw, JsonText.SkipWhiteSpace(raw, position) + 1);
            item.Take(opening, raw[name..nameEnd], AttributeValue.ReadTyped(text, ref position));
        }
        position++;
        return item.ToItem();
    }

    /// <summary>Reads an item in typed JSON that nobody has validated yet, and goes behind it.</summary>
    /// <param name="scanner">It is at the item.</param>
    /// <param name="root">The shape without names, from which the item's is found.</param>
    /// <returns>The item; null where it is not of that form, of which <see cref="FromTypedJson"/> says what is wrong.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    internal static Item? ReadTyped(ref JsonScanner scanner, ItemShape root)
    {
        var item = new ItemReading(scanner.Json, root, stackalloc AttributePiece[ItemReading.Usual]);
        scanner.Enter();
        while (true)
        {
            // The values are in the objects of their types.
            scanner.GoOn(item.TakeKnown(scanner.Position, scanner.Depth + 1));
            var opening = scanner.Position;
            if (!scanner.NextMember())
                return item.ToItem();
            var name = scanner.RawName;
            if (!AttributeValue.TryReadTyped(ref scanner, out var value))
                break;
            item.Take(opening, name, value);
        }
        while (scanner.NextMember())
            scanner.Skip();
        return null;
    }

    /// <summary>Whether there is a value of that name.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The item with that value set; without that attribute, if there is no value.</summary>
    public Item With(string name, AttributeValue value)
    {
        var builder = new Builder(Count + 1);
        for (var i = 0; i < Count; i++)
            builder.Set(Names[i], ValueAt(i));
        if (value.IsDefined)
            builder.Set(name, value);
        else
            builder.Remove(name);
        return builder.Build();
    }

    /// <summary>Whether both have the same attributes, in any order.</summary>
    public bool Equals(Item? other)
    {
        if (other is null || other.Count != Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (other.IndexOf(Names[i]) is not (>= 0 and var index) || !other.ValueAt(index).Equals(ValueAt(i)))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Item);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        for (var i = 0; i < Count; i++)
            hash ^= HashCode.Combine(Names[i], ValueAt(i));
        return hash;
    }

    /// <summary>The typed JSON.</summary>
    public override string ToString() => ToTypedJson().ToString();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_shape is not null)
            return _shape.IndexOf(name);
        if (Count <= ItemShape.MostSearched)
            return Array.IndexOf(Names, name);
        // Two threads may build the same index; either is good.
        var index = _index;
        if (index is null)
        {
            index = new(Count, StringComparer.Ordinal);
            for (var i = 0; i < Count; i++)
                index[Names[i]] = i;
            _index = index;
        }
        return index.TryGetValue(name, out var found) ? found : -1;
    }
}
