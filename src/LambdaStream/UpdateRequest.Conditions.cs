using LambdaStream.Connectors;

namespace LambdaStream;

// When an update is done.
public sealed partial class UpdateRequest
{
    /// <summary>Changes the item only where a condition holds; several conditions must all hold.</summary>
    /// <param name="condition">
    /// A condition expression of DynamoDB. The names of attributes that clauses have are known as they stand there, <c>#name</c>;
    /// others are told by <see cref="Name"/>.
    /// </param>
    /// <param name="values">The values behind its placeholders, by their names without the colon.</param>
    public UpdateRequest If(string condition, params ReadOnlySpan<(string Name, AttributeValue Value)> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(condition);
        _condition = _condition is null ? condition : $"({_condition}) AND ({condition})";
        foreach (var (name, value) in values)
            _expression.AddValue(":" + name, value);
        return this;
    }

    /// <summary>
    /// Changes the item only if it does not exist or was written from an older event: the inverse oplock. It makes an
    /// update idempotent and late events harmless. Set the field too, by default <c>timestamp</c>.
    /// </summary>
    public UpdateRequest IfNewer(string field = "timestamp")
    {
        _newer = field;
        return If(_expression.IsNewer(field));
    }

    /// <summary>Writes only if there is no item yet; every one has a <c>pk</c>.</summary>
    public UpdateRequest IfMissing() => IfMissing("pk");

    /// <summary>Writes only if there is no item yet.</summary>
    /// <param name="field">An attribute that every item has.</param>
    public UpdateRequest IfMissing(string field) => If($"attribute_not_exists({Named(field)})");

    /// <summary>Writes only if there is an item already, so that a late change does not bring back what was deleted; every one has a <c>pk</c>.</summary>
    public UpdateRequest IfPresent() => IfPresent("pk");

    /// <summary>Writes only if there is an item already, so that a late change does not bring back what was deleted.</summary>
    /// <param name="field">An attribute that every item has.</param>
    public UpdateRequest IfPresent(string field) => If($"attribute_exists({Named(field)})");

    /// <summary>Says which attribute a placeholder of a condition stands for, such as <c>#s</c> for <c>last-seen</c>.</summary>
    public UpdateRequest Name(string placeholder, string attribute)
    {
        ArgumentException.ThrowIfNullOrEmpty(attribute);
        if (placeholder is not ['#', _, ..])
            throw new ArgumentException(
                $"'{placeholder}' is no placeholder of a name: it starts with #.",
                nameof(placeholder)
            );
        _expression.Name(placeholder, attribute);
        return this;
    }

    // As the Node library does, a name stands as it is wherever DynamoDB allows.
    private string Named(string field)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        var isPlain =
            char.IsAsciiLetter(field[0])
            && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_')
            && !ReservedWords.Contains(field);
        return isPlain ? field : "#" + _expression.AliasOf(field);
    }
}
