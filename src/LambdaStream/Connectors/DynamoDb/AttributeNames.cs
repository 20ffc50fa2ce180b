using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LambdaStream.Connectors;

/// <summary>The names behind the placeholders of an expression; so few that looking through them is the fastest.</summary>
internal sealed class AttributeNames : IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _names;

    public AttributeNames(UpdateClause[] clauses)
    {
        _names = new(clauses.Length);
        foreach (var (_, name, alias) in clauses)
        {
            if (!ContainsKey("#" + alias))
                _names.Add(new("#" + alias, name));
        }
    }

    public int Count => _names.Count;

    public IEnumerable<string> Keys => _names.Select(entry => entry.Key);

    public IEnumerable<string> Values => _names.Select(entry => entry.Value);

    public string this[string key] => TryGetValue(key, out var name) ? name : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var (placeholder, name) in _names)
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

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
