namespace LambdaStream.Connectors;

// Clauses for places inside attributes, which few updates have.
internal sealed partial class UpdateExpression
{
    private bool _hasPaths;

    /// <summary>Puts a clause in the place of the one for the same path, or behind all others.</summary>
    public void Set(UpdateAction action, DocumentPath path, AttributeValue value)
    {
        if (path.AttributeAlone is { } name)
        {
            Set(action, name, value);
            return;
        }
        WriteOut();
        _hasPaths = true;
        _actions[(int)action] = true;
        var identity = path.Identity;
        var index = _clauses.FindIndex(clause => clause.Path is not null && clause.Name == identity);
        if (index >= 0)
        {
            _clauses[index] = _clauses[index] with { Action = action, Value = value };
            return;
        }
        _clauses.Add(new(action, identity, path.Aliased(AliasOf)[1..], path.ValueAlias(AliasOf), value, path, false));
    }

    /// <summary>A path as a condition has it.</summary>
    public string Aliased(DocumentPath path)
    {
        WriteOut();
        return path.Aliased(AliasOf);
    }

    /// <summary>Says which attribute a placeholder of a condition stands for.</summary>
    public void Name(string placeholder, string name)
    {
        WriteOut();
        if (_names.TryGetValue(placeholder, out var taken) && taken != name)
            throw new InvalidOperationException($"The placeholder {placeholder} stands for '{taken}' already.");
        if (taken is null)
            _names.Add(placeholder[1..], name);
    }

    // Only now is it known which attributes have the aliases that would do.
    private void NameValuesOfPaths()
    {
        if (!_hasPaths)
            return;
        var taken = _clauses.Where(clause => clause.Path is null).Select(clause => clause.Alias).ToHashSet();
        for (var i = 0; i < _clauses.Count; i++)
        {
            if (_clauses[i].Path is null)
                continue;
            var alias = _clauses[i].Alias;
            while (!taken.Add(alias))
                alias += "_2";
            _clauses[i] = _clauses[i] with { Alias = alias };
        }
    }

    private void RefuseOverlaps()
    {
        if (!_hasPaths && !_actions[(int)UpdateAction.Delete])
            return;
        for (var i = 0; i < _clauses.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (_clauses[j], _clauses[i]);
                if (!PathOf(one).Overlaps(PathOf(other)) || (one.IsOfNode && other.IsOfNode))
                    continue;
                throw new InvalidOperationException(
                    $"The update has clauses for both '{PathOf(one)}' and '{PathOf(other)}', which overlap. "
                        + "DynamoDB refuses that; make two updates of it."
                );
            }
        }
    }

    private static DocumentPath PathOf(Clause clause) => clause.Path ?? DocumentPath.Of(clause.Name);
}
