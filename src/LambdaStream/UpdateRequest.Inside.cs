using LambdaStream.Connectors;

namespace LambdaStream;

// What goes inside attributes, and what counts and appends. A string is the name of an attribute, whatever is in it; a place
// inside one is a DocumentPath.
public sealed partial class UpdateRequest
{
    /// <summary>Sets a place inside an attribute, whose parents must be there. Null removes it.</summary>
    public UpdateRequest Set(DocumentPath path, AttributeValue value) =>
        With(value.Type is AttributeType.Null ? UpdateAction.Remove : UpdateAction.Set, path, value);

    /// <summary>Sets a place inside an attribute where there is nothing yet.</summary>
    public UpdateRequest SetIfMissing(DocumentPath path, AttributeValue value) =>
        With(UpdateAction.SetIfMissing, path, value);

    /// <summary>Removes members of maps and elements of lists.</summary>
    public UpdateRequest Remove(params ReadOnlySpan<DocumentPath> paths)
    {
        foreach (var path in paths)
            With(UpdateAction.Remove, path, AttributeValue.Null);
        return this;
    }

    /// <summary>Adds to a number inside an attribute, or elements to a set there.</summary>
    public UpdateRequest Add(DocumentPath path, AttributeValue value) => With(UpdateAction.Add, path, value);

    /// <summary>Takes elements out of a set inside an attribute.</summary>
    public UpdateRequest Delete(DocumentPath path, AttributeValue elements) =>
        With(UpdateAction.Delete, path, elements);

    /// <summary>Puts elements behind those of a list, which is made where there is none. What is no list is one element.</summary>
    public UpdateRequest Append(string name, AttributeValue elements) =>
        With(UpdateAction.Append, name, AsList(elements));

    /// <inheritdoc cref="Append(string, AttributeValue)"/>
    public UpdateRequest Append(DocumentPath path, AttributeValue elements) =>
        With(UpdateAction.Append, path, AsList(elements));

    /// <summary>Puts elements before those of a list, which is made where there is none. What is no list is one element.</summary>
    public UpdateRequest Prepend(string name, AttributeValue elements) =>
        With(UpdateAction.Prepend, name, AsList(elements));

    /// <inheritdoc cref="Prepend(string, AttributeValue)"/>
    public UpdateRequest Prepend(DocumentPath path, AttributeValue elements) =>
        With(UpdateAction.Prepend, path, AsList(elements));

    /// <summary>Adds to a number, which starts at 0. By default 1; less than 0 takes away.</summary>
    /// <remarks>It is no idempotent change: an event that comes again counts again, unless a condition keeps it out.</remarks>
    public UpdateRequest Increment(string name, long by = 1) => With(UpdateAction.Increment, name, by);

    /// <inheritdoc cref="Increment(string, long)"/>
    public UpdateRequest Increment(DocumentPath path, long by = 1) => With(UpdateAction.Increment, path, by);

    /// <summary>Writes only if there is nothing at that place yet.</summary>
    public UpdateRequest IfMissing(DocumentPath path) => If($"attribute_not_exists({Aliased(path)})");

    /// <summary>Writes only if there is something at that place.</summary>
    public UpdateRequest IfPresent(DocumentPath path) => If($"attribute_exists({Aliased(path)})");

    private string Aliased(DocumentPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _expression.Aliased(path);
    }

    private UpdateRequest With(UpdateAction action, DocumentPath path, AttributeValue value)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (value.IsDefined)
            _expression.Set(action, path, value);
        return this;
    }

    private static AttributeValue AsList(AttributeValue value) =>
        value.Type is AttributeType.List or AttributeType.None ? value : AttributeValue.List(value);
}
