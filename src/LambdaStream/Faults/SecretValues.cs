using System.Text.Json;

namespace LambdaStream.Faults;

/// <summary>Values that must not be shown, under whatever name they stand or in whatever text.</summary>
internal sealed class SecretValues
{
    // Anything shorter stands in too many places by chance, and is hidden by its field's name alone.
    private const int MinLength = 3;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Adds the texts and numbers that stand under these names, at any depth.</summary>
    public void AddUnder(IReadOnlySet<string> names, Json value, bool isSecret = false)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Object:
                foreach (var (name, member) in value.EnumerateObject())
                    AddUnder(names, member, isSecret || names.Contains(name));
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    AddUnder(names, element, isSecret);
                break;
            case JsonValueKind.String when isSecret && value.GetString() is { Length: >= MinLength } text:
                _values.Add(text);
                break;
            case JsonValueKind.Number when isSecret && value.ToString() is { Length: >= MinLength } digits:
                _values.Add(digits);
                break;
        }
    }

    public bool Contains(string text) => _values.Contains(text);

    public string Hide(string text, string replacement)
    {
        // The longest first, because one may be a part of another.
        foreach (var value in _values.OrderByDescending(value => value.Length))
            text = text.Replace(value, replacement, StringComparison.Ordinal);
        return text;
    }
}
