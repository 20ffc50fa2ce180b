namespace LambdaStream.Connectors;

// As long as an update only does what most do, its clauses are a shape, whose text was written when the first of its kind came.
// What goes beyond that is written for this update alone.
internal sealed partial class UpdateExpression
{
    private UpdateShape? _shape;
    private AttributeValue[] _shapeValues = [];

    /// <summary>Takes part in what a processor knows of updates, unless it has begun already.</summary>
    public void Share(Shapes? shapes)
    {
        if (shapes is null || _shape is not null || _clauses.Count > 0 || _names.Count > 0)
            return;
        _shape = shapes.Updates;
        _shapeValues = new AttributeValue[UsualClauses];
    }

    /// <summary>Sets an attribute whose name is known as it stands in JSON.</summary>
    public void Set(UpdateAction action, ReadOnlySpan<byte> rawName, AttributeValue value)
    {
        if (_shape is null)
            Set(action, JsonString.Read(rawName), value);
        else
            Take(_shape.Then(action, rawName), value);
    }

    /// <summary>The condition that the item does not exist or is older by this attribute.</summary>
    public string IsNewer(string name)
    {
        if (_shape is null)
            return UpdateStep.Newer(AliasOf(name));
        var mention = _shape.Then(UpdateAction.Mention, name);
        _shape = mention.Shape;
        return mention.IsNewer;
    }

    /// <summary>One clause of a shape.</summary>
    internal void Add(UpdateClause clause, AttributeValue value)
    {
        if (clause.Action is UpdateAction.Mention)
            AliasOf(clause.Name);
        else
            Set(clause.Action, clause.Name, value);
    }

    private void Take(UpdateStep step, AttributeValue value)
    {
        if (step.Slot >= _shapeValues.Length)
            Array.Resize(ref _shapeValues, _shapeValues.Length * 2);
        _shapeValues[step.Slot] = value;
        _shape = step.Shape;
    }

    // From here on the clauses are this update's alone.
    private void WriteOut()
    {
        if (_shape is null)
            return;
        var clauses = _shape.Clauses();
        _shape = null;
        for (var slot = 0; slot < clauses.Length; slot++)
            Add(clauses[slot], _shapeValues[slot]);
    }
}
