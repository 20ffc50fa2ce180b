using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LambdaStream.Connectors;

/// <summary>The names behind the placeholders of an expression; so few that looking through them is the fastest.</summary>
internal sealed class AttributeNames(int capacity) : IReadOnlyDictionary<string, string>
{
    private readonly List<(string Placeholder, string Alias, string Name)> _names = new(capacity);
    private NameFilter _filter;

    public int Count => _names.Count;

    public IEnumerable<string> Keys => _names.Select(entry => entry.Placeholder);

    public IEnumerable<string> Values => _names.Select(entry => entry.Name);

    public string this[string key] => TryGetValue(key, out var name) ? name : throw new KeyNotFoundException(key);

    /// <summary>Gives a name its alias. Two names can have one (a-b and a_x2d_b): the later one then gets a number.</summary>
    public string Add(string alias, string name)
    {
        var unique = alias;
        for (var n = 2; ; n++)
        {
            var index = _filter.MayRepeat(unique) ? IndexOf(unique) : -1;
            if (index < 0)
            {
                _names.Add(("#" + unique, unique, name));
                return unique;
            }
            if (_names[index].Name == name)
                return unique;
            unique = string.Create(CultureInfo.InvariantCulture, $"{alias}_{n}");
        }
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var (placeholder, _, name) in _names)
        {
            if (placeholder == key)
            {
                value = name;
                return true;
            }
        }
        value = null;
        return false;
    }

    private int IndexOf(string alias)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i].Alias == alias)
                return i;
        }
        return -1;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach (var (placeholder, _, name) in _names)
            yield return new(placeholder, name);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
