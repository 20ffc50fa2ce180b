using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Connectors;

/// <summary>An immutable DynamoDB item: names and values, in order. Also its key, or the values of an expression.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[SuppressMessage("Naming", "CA1710", Justification = "Item is DynamoDB's word.")]
public sealed class Item : IReadOnlyList<KeyValuePair<string, AttributeValue>>, IEquatable<Item>
{
    // Above this many attributes a search by name goes through an index.
    private const int MaxLinear = 64;

    private readonly string[] _names;
    private readonly AttributeValue[] _values;
    private Dictionary<string, int>? _index;

    internal Item(string[] names, AttributeValue[] values)
    {
        Debug.Assert(names.Length == values.Length);
        _names = names;
        _values = values;
    }

    /// <summary>An item without attributes.</summary>
    public static Item Empty { get; } = new([], []);

    /// <summary>The number of attributes.</summary>
    public int Count => _names.Length;

    /// <summary>The attribute at that place.</summary>
    public KeyValuePair<string, AttributeValue> this[int index] => new(_names[index], _values[index]);

    /// <summary>The value of that name; no value where it is missing.</summary>
    public AttributeValue this[string name] => IndexOf(name) is >= 0 and var index ? _values[index] : default;

    internal ReadOnlySpan<string> Names => _names;

    internal ReadOnlySpan<AttributeValue> Values => _values;

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
            builder.Set(JsonText.ReadString(members.RawName), AttributeValue.From(members.RawValue));
        return builder.Build();
    }

    /// <summary>Reads an item in DynamoDB's typed JSON, such as <c>{"pk":{"S":"1"}}</c>.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value is not of that form.</exception>
    public static Item FromTypedJson(Json json)
    {
        if (json.Names is not { } known)
            return Empty;
        // Mostly an item has the names of the one before, in their order.
        var expected = known.ExpectedIn(json.Raw);
        var values = new AttributeValue[expected.Length];
        var count = 0;
        var members = json.EnumerateObject();
        var hasMore = members.MoveToValue();
        for (; hasMore && count < values.Length; hasMore = members.MoveToValue())
        {
            if (!JsonText.StringEquals(members.RawName, expected[count]))
                break;
            values[count++] = members.TakeTyped();
        }
        if (!hasMore && count == values.Length && count > 0)
            return new(expected, values);
        var builder = new Builder(16);
        for (var i = 0; i < count; i++)
            builder.Append(expected[i], values[i]);
        for (; hasMore; hasMore = members.MoveToValue())
            builder.Set(known.Of(members.RawName), members.TakeTyped());
        var item = builder.Build();
        known.Expect(json.Raw, item._names);
        return item;
    }

    /// <summary>Whether there is a value of that name.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The item with that value set; without that attribute, if there is no value.</summary>
    public Item With(string name, AttributeValue value)
    {
        var builder = new Builder(Count + 1);
        for (var i = 0; i < _names.Length; i++)
            builder.Set(_names[i], _values[i]);
        if (value.IsDefined)
            builder.Set(name, value);
        else
            builder.Remove(name);
        return builder.Build();
    }

    /// <summary>The item in DynamoDB's typed JSON.</summary>
    public Json ToTypedJson()
    {
        var output = new ArrayBufferWriter<byte>(Extent);
        WriteTypedJson(output);
        return Json.Written(output);
    }

    /// <summary>The item in plain JSON: sets become arrays, bytes become base64.</summary>
    public Json ToJson()
    {
        var output = new ArrayBufferWriter<byte>(Extent);
        WriteJson(output);
        return Json.Written(output);
    }

    /// <summary>Writes the item in DynamoDB's typed JSON.</summary>
    public void WriteTypedJson(IBufferWriter<byte> output) =>
        Write(output, static (output, value) => value.WriteTypedJson(output));

    /// <summary>Writes the item in plain JSON: sets become arrays, bytes become base64.</summary>
    public void WriteJson(IBufferWriter<byte> output) =>
        Write(output, static (output, value) => value.WriteJson(output));

    /// <summary>Whether both have the same attributes, in any order.</summary>
    public bool Equals(Item? other)
    {
        if (other is null || other.Count != Count)
            return false;
        for (var i = 0; i < _names.Length; i++)
        {
            if (other.IndexOf(_names[i]) is not (>= 0 and var index) || !other._values[index].Equals(_values[i]))
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
        for (var i = 0; i < _names.Length; i++)
            hash ^= HashCode.Combine(_names[i], _values[i]);
        return hash;
    }

    /// <summary>The typed JSON.</summary>
    public override string ToString() => ToTypedJson().ToString();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // About how long the text becomes.
    private int Extent
    {
        get
        {
            var extent = 2;
            for (var i = 0; i < _names.Length; i++)
                extent += _names[i].Length + _values[i].Extent + 4;
            return extent;
        }
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_names.Length <= MaxLinear)
            return Array.IndexOf(_names, name);
        // Two threads may build the same index; either is good.
        var index = _index;
        if (index is null)
        {
            index = new(_names.Length, StringComparer.Ordinal);
            for (var i = 0; i < _names.Length; i++)
                index[_names[i]] = i;
            _index = index;
        }
        return index.TryGetValue(name, out var found) ? found : -1;
    }

    private void Write(IBufferWriter<byte> output, Action<IBufferWriter<byte>, AttributeValue> write)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{"u8);
        for (var i = 0; i < _names.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            JsonText.WriteString(output, _names[i]);
            output.Write(":"u8);
            write(output, _values[i]);
        }
        output.Write("}"u8);
    }

    internal struct Builder(int capacity)
    {
        // Up to here looking through the names beats an index, since few of them need to be looked for at all.
        private const int MaxSearched = 64;

        private string[] _names = new string[capacity];
        private AttributeValue[] _values = new AttributeValue[capacity];
        private NameFilter _filter;
        private Dictionary<string, int>? _index;

        public int Count { get; private set; }

        public void Set(string name, AttributeValue value)
        {
            if (_filter.MayRepeat(name) && IndexOf(name) is >= 0 and var index)
            {
                _values[index] = value;
                return;
            }
            Append(name, value);
        }

        /// <summary>Sets a value whose name is known to be new.</summary>
        public void Append(string name, AttributeValue value)
        {
            if (Count == _names.Length)
                Grow();
            _filter.MayRepeat(name);
            _index?.Add(name, Count);
            _names[Count] = name;
            _values[Count++] = value;
        }

        public bool TryGet(string name, out AttributeValue value)
        {
            var index = _filter.MayHave(name) ? IndexOf(name) : -1;
            value = index < 0 ? default : _values[index];
            return index >= 0;
        }

        public void Remove(string name)
        {
            if (IndexOf(name) is not (>= 0 and var index))
                return;
            Count--;
            Array.Copy(_names, index + 1, _names, index, Count - index);
            Array.Copy(_values, index + 1, _values, index, Count - index);
            _index = null;
        }

        public Item Build()
        {
            if (Count == 0)
                return Empty;
            Array.Resize(ref _names, Count);
            Array.Resize(ref _values, Count);
            return new(_names, _values);
        }

        private void Grow()
        {
            Array.Resize(ref _names, Math.Max(4, Count * 2));
            Array.Resize(ref _values, _names.Length);
        }

        private int IndexOf(string name)
        {
            if (Count <= MaxSearched)
                return Array.IndexOf(_names, name, 0, Count);
            if (_index is null)
            {
                _index = new(StringComparer.Ordinal);
                for (var i = 0; i < Count; i++)
                    _index[_names[i]] = i;
            }
            return _index.TryGetValue(name, out var found) ? found : -1;
        }
    }
}
