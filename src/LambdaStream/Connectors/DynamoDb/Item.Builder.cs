namespace LambdaStream.Connectors;

public sealed partial class Item
{
    /// <summary>An item that is being built, attribute by attribute.</summary>
    internal struct Builder(int capacity)
    {
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
            if (Count <= ItemShape.MostSearched)
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
