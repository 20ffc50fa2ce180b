using System.Buffers;
using System.Globalization;
using System.Text;

namespace LambdaStream.Connectors;

/// <summary>What a clause of an update expression does.</summary>
internal enum UpdateAction
{
    Set,
    SetIfMissing,
    Remove,
    Add,
    Delete,
}

/// <summary>The clauses of an update expression, and its text with placeholders once it is asked for.</summary>
internal sealed class UpdateExpression
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    private readonly List<Clause> _clauses = new(20);
    private readonly AttributeNames _names = new(20);
    private Item.Builder _more = new(0);

    private readonly record struct Clause(UpdateAction Action, string Name, string Alias, AttributeValue Value);

    /// <summary>Puts a clause in the place of the one for the same attribute, or behind all others.</summary>
    public void Set(UpdateAction action, string name, AttributeValue value)
    {
        // Elements can be added to a set and others taken out of it, so these two clauses stand side by side.
        var isDelete = action is UpdateAction.Delete;
        for (var i = 0; i < _clauses.Count; i++)
        {
            if (_clauses[i].Name == name && _clauses[i].Action is UpdateAction.Delete == isDelete)
            {
                _clauses[i] = _clauses[i] with { Action = action, Value = value };
                return;
            }
        }
        _clauses.Add(new(action, name, AliasOf(name), value));
    }

    /// <summary>A value that a condition needs besides those of the clauses.</summary>
    public void AddValue(string placeholder, AttributeValue value) => _more.Set(placeholder, value);

    /// <summary>The alias of an attribute, which is its name as far as DynamoDB allows.</summary>
    public string AliasOf(string name)
    {
        var alias = name.AsSpan().ContainsAnyExcept(Plain) ? Escaped(name) : name;
        return _names.Add(alias, name);
    }

    /// <summary>The text, and what is behind its placeholders; null where there is none.</summary>
    public (string? Text, AttributeNames? Names, Item? Values) Render()
    {
        var text = new StringBuilder(_clauses.Count * 24);
        var values = new Item.Builder(_clauses.Count + _more.Count);
        Section(text, ref values, "SET ", UpdateAction.Set, UpdateAction.SetIfMissing);
        Section(text, ref values, "REMOVE ", UpdateAction.Remove, UpdateAction.Remove);
        Section(text, ref values, "ADD ", UpdateAction.Add, UpdateAction.Add);
        Section(text, ref values, "DELETE ", UpdateAction.Delete, UpdateAction.Delete);
        AddMore(ref values);
        return (
            text.Length == 0 ? null : text.ToString(),
            _names.Count == 0 ? null : _names,
            values.Count == 0 ? null : values.Build()
        );
    }

    private void AddMore(ref Item.Builder values)
    {
        foreach (var (placeholder, value) in _more.Build())
        {
            // Both would get the value of the condition, so that the clause would write it.
            if (values.TryGet(placeholder, out var taken) && taken != value)
            {
                throw new InvalidOperationException(
                    $"The condition's {placeholder} is the placeholder of another value in a clause. Give it another name."
                );
            }
            values.Set(placeholder, value);
        }
    }

    private void Section(
        StringBuilder text,
        ref Item.Builder values,
        string keyword,
        UpdateAction one,
        UpdateAction other
    )
    {
        var open = text.Length == 0 ? keyword : " " + keyword;
        foreach (var (action, _, alias, value) in _clauses)
        {
            if (action != one && action != other)
                continue;
            text.Append(open).Append('#').Append(alias);
            open = ", ";
            if (action is UpdateAction.Remove)
                continue;
            // The placeholders of clauses differ as their aliases do, so none needs to be looked up.
            var placeholder = action is UpdateAction.Delete ? DeletePlaceholder(alias) : ":" + alias;
            values.Append(placeholder, value);
            _ = action switch
            {
                UpdateAction.Set => text.Append(" = ").Append(placeholder),
                UpdateAction.SetIfMissing => text.Append(
                    CultureInfo.InvariantCulture,
                    $" = if_not_exists(#{alias}, {placeholder})"
                ),
                _ => text.Append(' ').Append(placeholder),
            };
        }
    }

    // An attribute may really be called x_delete.
    private string DeletePlaceholder(string alias)
    {
        var placeholder = alias + "_delete";
        while (_clauses.Exists(clause => clause.Action is not UpdateAction.Delete && clause.Alias == placeholder))
            placeholder += "_2";
        return ":" + placeholder;
    }

    private static string Escaped(string name)
    {
        var alias = new StringBuilder(name.Length + 8);
        foreach (var unit in name)
        {
            if (Plain.Contains(unit))
                alias.Append(unit);
            else
                alias.Append(CultureInfo.InvariantCulture, $"_x{(int)unit:x}_");
        }
        return alias.ToString();
    }
}
