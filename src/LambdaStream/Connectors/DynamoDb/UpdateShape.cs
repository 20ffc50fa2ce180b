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

    // No clause: a condition names the attribute.
    Mention,
}

/// <summary>A clause without its value.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Name">The attribute.</param>
/// <param name="Alias">The attribute's name as far as DynamoDB allows, which stands behind # and in placeholders.</param>
internal readonly record struct UpdateClause(UpdateAction Action, string Name, string Alias);

/// <summary>The clauses of an update without their values: what updates of one kind have in common.</summary>
/// <remarks>
/// A shape remembers which shapes came of it by one more clause. So an update like one that was built before finds its
/// text by going from shape to shape, and nothing has to be written or looked for.
/// </remarks>
internal sealed class UpdateShape
{
    // More clauses than this do not follow one shape, unless somebody puts ids into names.
    private const int MostSteps = 16;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    private readonly UpdateShapes? _shapes;
    private readonly UpdateShape? _before;
    private readonly UpdateClause _last;
    private readonly int _count;
    private volatile UpdateStep[] _steps = [];
    private UpdateText? _text;

    /// <param name="shapes">Where it is remembered; null if it is only for one update.</param>
    public UpdateShape(UpdateShapes? shapes) => _shapes = shapes;

    private UpdateShape(UpdateShape before, UpdateClause last)
    {
        _shapes = before._shapes;
        _before = before;
        _last = last;
        _count = before._count + 1;
    }

    /// <summary>Whether updates share it.</summary>
    public bool IsShared => _shapes is not null;

    /// <summary>The text that all updates of this shape have.</summary>
    public UpdateText Text => _text ??= new(Clauses());

    /// <summary>One more clause. It takes the place of the one for the same attribute, or stands behind all others.</summary>
    public UpdateStep Then(UpdateAction action, string name)
    {
        foreach (var step in _steps)
        {
            if (step.Action == action && step.Name == name)
                return step;
        }
        return Add(action, name);
    }

    /// <summary>One more clause, for the attribute with that name as it stands in JSON.</summary>
    public UpdateStep Then(UpdateAction action, ReadOnlySpan<byte> rawName)
    {
        foreach (var step in _steps)
        {
            if (step.Action == action && step.IsFor(rawName))
                return step;
        }
        return Then(action, JsonText.ReadString(rawName));
    }

    /// <summary>The shape with these clauses among those that are shared.</summary>
    public UpdateShape In(UpdateShapes shapes) => Replay(Clauses(), shapes.Root);

    private UpdateStep Add(UpdateAction action, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var step = Step(action, name);
        if (_steps.Length < MostSteps && _shapes?.TryGrow() is true)
            _steps = [.. _steps, step];
        return step;
    }

    private UpdateStep Step(UpdateAction action, string name)
    {
        var clauses = Clauses();
        // Elements can be added to a set and others taken out of it, so these two clauses stand side by side.
        var isDelete = action is UpdateAction.Delete;
        for (var i = 0; i < clauses.Length; i++)
        {
            var (other, otherName, alias) = clauses[i];
            if (otherName != name)
                continue;
            if (action is UpdateAction.Mention || other == action)
                return new(action, name, alias, i, this);
            if (other is UpdateAction.Mention || other is UpdateAction.Delete != isDelete)
                continue;
            clauses[i] = clauses[i] with { Action = action };
            return new(action, name, alias, i, Replay(clauses, Root));
        }
        var last = new UpdateClause(action, name, AliasOf(name, clauses));
        return new(action, name, last.Alias, clauses.Length, new(this, last));
    }

    private UpdateShape Root => _shapes?.Root ?? new(shapes: null);

    private static UpdateShape Replay(UpdateClause[] clauses, UpdateShape shape)
    {
        foreach (var clause in clauses)
            shape = shape.Then(clause.Action, clause.Name).Shape;
        return shape;
    }

    private UpdateClause[] Clauses()
    {
        var clauses = new UpdateClause[_count];
        for (var shape = this; shape._before is not null; shape = shape._before)
            clauses[shape._count - 1] = shape._last;
        return clauses;
    }

    // Two names can have one alias (a-b and a_x2d_b): the later one then gets a number.
    private static string AliasOf(string name, UpdateClause[] clauses)
    {
        var alias = name.AsSpan().ContainsAnyExcept(Plain) ? Escaped(name) : name;
        var unique = alias;
        for (var n = 2; Array.Exists(clauses, clause => clause.Alias == unique && clause.Name != name); n++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{alias}_{n}");
        return unique;
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

/// <summary>One more clause behind a shape.</summary>
/// <param name="action">What the clause does.</param>
/// <param name="name">The attribute.</param>
/// <param name="alias">Its alias.</param>
/// <param name="slot">The place of the clause, and of its value, among all.</param>
/// <param name="shape">The shape with the clause.</param>
internal sealed class UpdateStep(UpdateAction action, string name, string alias, int slot, UpdateShape shape)
{
    public UpdateAction Action { get; } = action;

    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public UpdateShape Shape { get; } = shape;

    /// <summary>The condition that the item does not exist or is older by this attribute.</summary>
    public string IsNewer => field ??= $"attribute_not_exists(#{alias}) OR #{alias} < :{alias}";

    // As it stands in JSON without escapes; a name that needs some is compared as text.
    private byte[] Utf8 => field ??= Name.AsSpan().ContainsAny('\\', '"') ? [] : Encoding.UTF8.GetBytes(Name);

    /// <summary>Whether a name as it stands in JSON is the attribute's; false where only a closer look could tell.</summary>
    public bool IsFor(ReadOnlySpan<byte> rawName) => rawName.SequenceEqual(Utf8) && !rawName.IsEmpty;
}
