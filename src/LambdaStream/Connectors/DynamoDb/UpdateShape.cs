using System.Text;

namespace LambdaStream.Connectors;

/// <summary>A clause without its value.</summary>
internal readonly record struct UpdateClause(UpdateAction Action, string Name);

/// <summary>The clauses of an update without their values: what updates of one kind have in common.</summary>
/// <remarks>
/// A shape remembers which shapes came of it by one more clause. So an update like one that was built before finds its
/// text by going from shape to shape, and nothing has to be written or looked for.
/// </remarks>
internal sealed class UpdateShape
{
    // More clauses than this do not follow one shape, unless somebody puts ids into names.
    private const int MostSteps = 16;

    private readonly Shapes _shapes;
    private readonly UpdateShape? _before;
    private readonly UpdateClause _last;
    private readonly int _count;
    private volatile UpdateStep[] _steps = [];
    private UpdateText? _text;

    /// <summary>The shape without clauses.</summary>
    public UpdateShape(Shapes shapes) => _shapes = shapes;

    private UpdateShape(UpdateShape before, UpdateClause last)
    {
        _shapes = before._shapes;
        _before = before;
        _last = last;
        _count = before._count + 1;
    }

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
        return Then(action, JsonString.Read(rawName));
    }

    public UpdateClause[] Clauses()
    {
        var clauses = new UpdateClause[_count];
        for (var shape = this; shape._before is not null; shape = shape._before)
            clauses[shape._count - 1] = shape._last;
        return clauses;
    }

    private UpdateStep Add(UpdateAction action, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var step = Step(action, name);
        if (_steps.Length < MostSteps && _shapes.TryGrowUpdates())
            _steps = [.. _steps, step];
        return step;
    }

    private UpdateStep Step(UpdateAction action, string name)
    {
        var clauses = Clauses();
        // As with clauses that are written out: elements to take out of a set stand beside the attribute's other clause.
        var isDelete = action is UpdateAction.Delete;
        for (var slot = 0; slot < clauses.Length; slot++)
        {
            var (known, knownName) = clauses[slot];
            if (knownName != name)
                continue;
            if (action is UpdateAction.Mention || known == action)
                return new(action, name, slot, this);
            if (known is UpdateAction.Mention || known is UpdateAction.Delete != isDelete)
                continue;
            clauses[slot] = new(action, name);
            return new(
                action,
                name,
                slot,
                clauses.Aggregate(_shapes.Updates, static (shape, clause) => shape.With(clause))
            );
        }
        return new(action, name, _count, new(this, new(action, name)));
    }

    private UpdateShape With(UpdateClause clause) => Then(clause.Action, clause.Name).Shape;
}

/// <summary>One more clause behind a shape.</summary>
/// <param name="action">What the clause does.</param>
/// <param name="name">The attribute.</param>
/// <param name="slot">The place of the clause, and of its value, among all.</param>
/// <param name="shape">The shape with the clause.</param>
internal sealed class UpdateStep(UpdateAction action, string name, int slot, UpdateShape shape)
{
    public UpdateAction Action { get; } = action;

    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public UpdateShape Shape { get; } = shape;

    /// <summary>The condition that the item does not exist or is older by this attribute.</summary>
    public string IsNewer => field ??= Newer(Alias());

    public static string Newer(string alias) => $"attribute_not_exists(#{alias}) OR #{alias} < :{alias}";

    private string Alias()
    {
        var written = new UpdateExpression();
        foreach (var clause in Shape.Clauses())
            written.Add(clause, 0L);
        return written.AliasOf(Name);
    }

    // As it stands in JSON without escapes; a name that needs some is compared as text.
    private byte[] Utf8 => field ??= Name.AsSpan().ContainsAny('\\', '"') ? [] : Encoding.UTF8.GetBytes(Name);

    /// <summary>Whether a name as it stands in JSON is the attribute's; false where only a closer look could tell.</summary>
    public bool IsFor(ReadOnlySpan<byte> rawName) => rawName.SequenceEqual(Utf8) && !rawName.IsEmpty;
}
