using System.Runtime.CompilerServices;

namespace LambdaStream.Connectors;

/// <summary>The text of an update expression, with what its placeholders stand for apart from the values.</summary>
internal sealed class UpdateText
{
    // The text of most expressions fits here; that of others goes through a pooled array.
    private const int MaxOnStack = 1024;

    private readonly UpdateClause[] _clauses;
    private readonly string[] _placeholders;
    private readonly int[] _slots;

    public UpdateText(UpdateClause[] clauses)
    {
        _clauses = clauses;
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[MaxOnStack]);
        var values = new List<(string Placeholder, int Slot)>(clauses.Length);
        Section(ref text, values, "SET ", UpdateAction.Set, UpdateAction.SetIfMissing);
        Section(ref text, values, "REMOVE ", UpdateAction.Remove, UpdateAction.Remove);
        Section(ref text, values, "ADD ", UpdateAction.Add, UpdateAction.Add);
        Section(ref text, values, "DELETE ", UpdateAction.Delete, UpdateAction.Delete);
        Expression = text.Text.IsEmpty ? null : text.ToString();
        text.Clear();
        Names = clauses.Length == 0 ? null : new AttributeNames(clauses);
        _placeholders = [.. values.Select(value => value.Placeholder)];
        _slots = [.. values.Select(value => value.Slot)];
    }

    /// <summary>The expression; null where there are no clauses.</summary>
    public string? Expression { get; }

    /// <summary>The names behind the placeholders that start with #; null where there are none.</summary>
    public AttributeNames? Names { get; }

    /// <summary>Whether a clause brings a value for the attribute.</summary>
    public bool HasValue(string name)
    {
        for (var i = _clauses.Length - 1; i >= 0; i--)
        {
            if (_clauses[i].Name == name && _clauses[i].Action is not (UpdateAction.Remove or UpdateAction.Mention))
                return true;
        }
        return false;
    }

    /// <summary>The values behind the placeholders that start with a colon; null where there are none.</summary>
    /// <param name="values">The clauses' values, by the places of the clauses.</param>
    /// <param name="more">Values that a condition needs besides.</param>
    public Item? Values(ReadOnlySpan<AttributeValue> values, Item more)
    {
        if (_slots.Length == 0 && more.Count == 0)
            return null;
        var placed = new AttributeValue[_slots.Length];
        for (var i = 0; i < placed.Length; i++)
            placed[i] = values[_slots[i]];
        var item = new Item(_placeholders, placed);
        return more.Count == 0 ? item : WithMore(item, more);
    }

    private static Item WithMore(Item item, Item more)
    {
        foreach (var (placeholder, value) in more)
        {
            // Both would get the value of the condition, so that the clause would write it.
            if (item.Contains(placeholder) && item[placeholder] != value)
            {
                throw new InvalidOperationException(
                    $"The condition's {placeholder} is the placeholder of another value in a clause. Give it another name."
                );
            }
            item = item.With(placeholder, value);
        }
        return item;
    }

    private void Section(
        ref DefaultInterpolatedStringHandler text,
        List<(string, int)> values,
        string keyword,
        UpdateAction one,
        UpdateAction other
    )
    {
        var open = keyword;
        for (var slot = 0; slot < _clauses.Length; slot++)
        {
            var (action, _, alias) = _clauses[slot];
            if (action != one && action != other)
                continue;
            // A section that is not the first stands behind a space.
            if (ReferenceEquals(open, keyword) && text.Text.Length > 0)
                text.AppendLiteral(" ");
            text.AppendLiteral($"{open}#{alias}");
            open = ", ";
            if (action is UpdateAction.Remove)
                continue;
            var placeholder = action is UpdateAction.Delete ? DeletePlaceholder(alias) : ":" + alias;
            values.Add((placeholder, slot));
            text.AppendLiteral(
                action switch
                {
                    UpdateAction.Set => $" = {placeholder}",
                    UpdateAction.SetIfMissing => $" = if_not_exists(#{alias}, {placeholder})",
                    _ => $" {placeholder}",
                }
            );
        }
    }

    // An attribute may really be called x_delete.
    private string DeletePlaceholder(string alias)
    {
        var placeholder = alias + "_delete";
        while (
            Array.Exists(_clauses, clause => clause.Action is not UpdateAction.Delete && clause.Alias == placeholder)
        )
            placeholder += "_2";
        return ":" + placeholder;
    }
}
