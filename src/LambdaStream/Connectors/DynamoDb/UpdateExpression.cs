using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LambdaStream.Connectors;

/// <summary>What a clause of an update expression does.</summary>
internal enum UpdateAction
{
    Set,
    SetIfMissing,
    Append,
    Prepend,
    Increment,
    Remove,
    Add,
    Delete,

    // No clause: a condition names the attribute.
    Mention,
}

/// <summary>The clauses of an update expression, and its text with placeholders once it is asked for.</summary>
internal sealed partial class UpdateExpression
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    // The text of most expressions fits here; that of others goes through a pooled array.
    private const int MaxOnStack = 1024;

    private const int UsualClauses = 32;

    private readonly List<Clause> _clauses = [];
    private readonly AttributeNames _names = new(0);
    private readonly bool[] _actions = new bool[8];
    private NameFilter _filter;
    private Item.Builder _more = new(0);

    // Text is what stands behind the first # of the attribute or path, Alias what its value is called by.
    private readonly record struct Clause(
        UpdateAction Action,
        string Name,
        string Text,
        string Alias,
        AttributeValue Value,
        DocumentPath? Path,
        bool IsOfNode
    );

    /// <summary>Whether a clause brings a value for the attribute, under its alias.</summary>
    public bool HasValue(string name) =>
        _shape?.Text.HasValue(name)
        ?? _clauses.Exists(clause =>
            clause.Path is null
            && clause.Name == name
            && clause.Action is not (UpdateAction.Remove or UpdateAction.Delete)
        );

    /// <summary>Puts a clause in the place of the one for the same attribute, or behind all others.</summary>
    /// <param name="action">What it does.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="value">What with.</param>
    /// <param name="isOfNode">Whether it is one of a list in the Node library's form.</param>
    public void Set(UpdateAction action, string name, AttributeValue value, bool isOfNode = false)
    {
        if (_shape is not null && !isOfNode && IsUsual(action))
        {
            Take(_shape.Then(action, name), value);
            return;
        }
        WriteOut();
        _clauses.EnsureCapacity(UsualClauses);
        // The Node library's list may have both, and gives the text of both.
        var isDelete = action is UpdateAction.Delete;
        for (var i = _filter.MayRepeat(name) ? 0 : _clauses.Count; i < _clauses.Count; i++)
        {
            ref readonly var known = ref CollectionsMarshal.AsSpan(_clauses)[i];
            if (known.Name == name && known.Path is null && known.Action is UpdateAction.Delete == isDelete)
            {
                _clauses[i] = known with { Action = action, Value = value, IsOfNode = isOfNode };
                _actions[(int)action] = true;
                return;
            }
        }
        var alias = AliasOf(name);
        _clauses.Add(new(action, name, alias, alias, value, null, isOfNode));
        _actions[(int)action] = true;
    }

    /// <summary>A value that a condition needs besides those of the clauses.</summary>
    public void AddValue(string placeholder, AttributeValue value) => _more.Set(placeholder, value);

    /// <summary>The alias of an attribute, which is its name as far as DynamoDB allows.</summary>
    public string AliasOf(string name)
    {
        WriteOut();
        var alias = name.AsSpan().ContainsAnyExcept(Plain) ? Escaped(name) : name;
        return _names.Add(alias, name);
    }

    /// <summary>The text, and what is behind its placeholders; null where there is none.</summary>
    public (string? Text, AttributeNames? Names, Item? Values) Render()
    {
        if (_more.Count > 0)
            WriteOut();
        if (_shape is not null)
            return (_shape.Text.Expression, _shape.Text.Names, _shape.Text.Values(_shapeValues));
        RefuseOverlaps();
        NameValuesOfPaths();
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[MaxOnStack]);
        var values = new Item.Builder(_clauses.Count + _more.Count);
        Section(ref text, ref values, "SET ", UpdateAction.Set, UpdateAction.Increment);
        Section(ref text, ref values, "REMOVE ", UpdateAction.Remove, UpdateAction.Remove);
        Section(ref text, ref values, "ADD ", UpdateAction.Add, UpdateAction.Add);
        Section(ref text, ref values, "DELETE ", UpdateAction.Delete, UpdateAction.Delete);
        if (_more.Count > 0)
            AddMore(ref values);
        return (
            _clauses.Count == 0 ? null : text.ToStringAndClear(),
            _names.Count == 0 ? null : _names,
            values.Count == 0 ? null : values.Build()
        );
    }

    // Those that bring a value of their own, if any.
    private static bool IsUsual(UpdateAction action) =>
        action
            is UpdateAction.Set
                or UpdateAction.SetIfMissing
                or UpdateAction.Remove
                or UpdateAction.Add
                or UpdateAction.Delete;

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
        ref DefaultInterpolatedStringHandler text,
        ref Item.Builder values,
        string keyword,
        UpdateAction first,
        UpdateAction last
    )
    {
        if (!_actions.AsSpan((int)first, last - first + 1).Contains(true))
            return;
        var open = keyword;
        foreach (ref readonly var clause in CollectionsMarshal.AsSpan(_clauses))
        {
            var action = clause.Action;
            if (action < first || action > last)
                continue;
            // A section that is not the first stands behind a space.
            if (ReferenceEquals(open, keyword) && text.Text.Length > 0)
                text.AppendLiteral(" ");
            text.AppendLiteral(open);
            text.AppendLiteral("#");
            text.AppendLiteral(clause.Text);
            open = ", ";
            if (action is UpdateAction.Remove)
                continue;
            // The placeholders of clauses differ as their aliases do, so none needs to be looked up.
            var placeholder = action is UpdateAction.Delete ? Placeholder(clause.Alias, "_delete") : ":" + clause.Alias;
            values.Append(placeholder, clause.Value);
            text.AppendLiteral(action <= UpdateAction.Increment ? " = " : " ");
            switch (action)
            {
                case UpdateAction.SetIfMissing:
                    text.AppendLiteral($"if_not_exists(#{clause.Text}, {placeholder})");
                    break;
                case UpdateAction.Append or UpdateAction.Prepend:
                    var empty = Placeholder(clause.Alias, "_empty");
                    values.Append(empty, AttributeValue.List());
                    var present = $"if_not_exists(#{clause.Text}, {empty})";
                    var (left, right) = action is UpdateAction.Append ? (present, placeholder) : (placeholder, present);
                    text.AppendLiteral($"list_append({left}, {right})");
                    break;
                case UpdateAction.Increment:
                    var start = Placeholder(clause.Alias, "_start");
                    values.Append(start, 0L);
                    text.AppendLiteral($"if_not_exists(#{clause.Text}, {start}) + {placeholder}");
                    break;
                default:
                    text.AppendLiteral(placeholder);
                    break;
            }
        }
    }

    // An attribute may really be called x_delete.
    private string Placeholder(string alias, string suffix)
    {
        var placeholder = alias + suffix;
        while (_clauses.Exists(clause => clause.Action is not UpdateAction.Delete && clause.Alias == placeholder))
            placeholder += "_2";
        return ":" + placeholder;
    }

    /// <summary>The name with characters that a placeholder cannot have written as their UTF-16 units.</summary>
    public static string Escaped(string name)
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
