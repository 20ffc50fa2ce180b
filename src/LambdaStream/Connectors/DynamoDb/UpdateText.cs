using System.Globalization;

namespace LambdaStream.Connectors;

/// <summary>What all updates of one shape have in common, as <see cref="UpdateExpression"/> writes it.</summary>
internal sealed class UpdateText
{
    private readonly UpdateExpression _written = new();
    private readonly string[] _placeholders = [];
    private readonly int[] _slots = [];

    public UpdateText(UpdateClause[] clauses)
    {
        // In the place of a value stands its number, by which it is told where it goes.
        for (var slot = 0; slot < clauses.Length; slot++)
            _written.Add(clauses[slot], (long)slot);
        (Expression, Names, var values) = _written.Render();
        if (values is null)
            return;
        _placeholders = values.Names;
        _slots = [.. values.Select(value => int.Parse(value.Value.GetNumber(), CultureInfo.InvariantCulture))];
    }

    /// <summary>The expression; null where there are no clauses.</summary>
    public string? Expression { get; }

    /// <summary>The names behind the placeholders that start with #; null where there are none.</summary>
    public AttributeNames? Names { get; }

    /// <summary>Whether a clause brings a value for the attribute.</summary>
    public bool HasValue(string name) => _written.HasValue(name);

    /// <summary>The values behind the placeholders, out of those of the clauses; null where there are none.</summary>
    public Item? Values(ReadOnlySpan<AttributeValue> values)
    {
        if (_slots.Length == 0)
            return null;
        var placed = new AttributeValue[_slots.Length];
        for (var i = 0; i < placed.Length; i++)
            placed[i] = values[_slots[i]];
        return new(_placeholders, placed);
    }
}
