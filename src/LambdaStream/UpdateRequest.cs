using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Builds an <see cref="UpdateItemRequest"/> clause by clause.</summary>
/// <remarks>
/// The text and the placeholders are those of the Node library's <c>updateExpression</c>: <c>#name = :name</c>, where a
/// character outside <c>[a-zA-Z0-9_]</c> becomes <c>_x2d_</c> with its UTF-16 unit. Of two clauses for one attribute the
/// later wins. A clause that is given no value is left out. One builder builds one request, on one thread.
/// </remarks>
public sealed partial class UpdateRequest
{
    private readonly Item _key;
    private readonly UpdateExpression _expression = new();
    private string? _condition;
    private string? _newer;
    private string? _table;
    private string _returnValues = "ALL_NEW";

    private UpdateRequest(Item key)
    {
        _key = key;
        for (var i = 0; i < key.Count; i++)
            _expression.Share(key.ValueAt(i).Shapes);
    }

    /// <summary>Starts the update of the item with that key.</summary>
    public static UpdateRequest For(Item key) => new(key);

    /// <summary>Starts the update of the item with that key, whose attributes are called <c>pk</c> and <c>sk</c>.</summary>
    /// <exception cref="ArgumentException">A value is missing, as where the event lacks the field that it comes from.</exception>
    public static UpdateRequest For(AttributeValue pk, AttributeValue sk) =>
        new(Item.Of(("pk", Present(pk, nameof(pk))), ("sk", Present(sk, nameof(sk)))));

    /// <summary>Takes a list of changes in the Node library's form.</summary>
    /// <remarks>
    /// Null removes an attribute, a set is added to the set there, a name that ends in <c>_delete</c> takes elements out
    /// of the set of the name before it, and everything else is set.
    /// </remarks>
    public UpdateRequest Apply(Item changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        const string delete = "_delete";
        foreach (var (name, value) in changes)
        {
            var isDelete = name.EndsWith(delete, StringComparison.Ordinal);
            var (action, changed) =
                value.Type is AttributeType.Null ? (UpdateAction.Remove, value)
                : isDelete ? (UpdateAction.Delete, AsSet(value))
                : IsSet(value) ? (UpdateAction.Add, value)
                : (UpdateAction.Set, value);
            _expression.Set(action, isDelete ? name[..^delete.Length] : name, changed, isOfNode: true);
        }
        return this;
    }

    /// <summary>Sets every member of a JSON object, such as the entity of an event. Null removes the attribute.</summary>
    public UpdateRequest Set(Json entity)
    {
        _expression.Share(entity.Shapes);
        var members = entity.EnumerateObject();
        while (members.MoveNext())
        {
            var value = AttributeValue.From(members.RawValue);
            if (members.RawName.IsEmpty)
                throw new ArgumentException("A member has no name.", nameof(entity));
            _expression.Set(ActionOf(value), members.RawName, value);
        }
        return this;
    }

    /// <summary>Sets every attribute of an item. Null removes the attribute.</summary>
    public UpdateRequest Set(Item attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        foreach (var (name, value) in attributes)
            Set(name, value);
        return this;
    }

    /// <summary>Sets an attribute. Null removes it.</summary>
    public UpdateRequest Set(string name, AttributeValue value) => With(ActionOf(value), name, value);

    /// <summary>Sets an attribute that the item does not have yet.</summary>
    public UpdateRequest SetIfMissing(string name, AttributeValue value) =>
        With(UpdateAction.SetIfMissing, name, value);

    /// <summary>Removes attributes.</summary>
    public UpdateRequest Remove(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            With(UpdateAction.Remove, name, AttributeValue.Null);
        return this;
    }

    /// <summary>Adds to a number, or elements to a set; what is missing starts at 0 or empty.</summary>
    public UpdateRequest Add(string name, AttributeValue value) => With(UpdateAction.Add, name, value);

    /// <summary>Takes elements out of a set. DynamoDB refuses another clause for the same attribute beside it.</summary>
    public UpdateRequest Delete(string name, AttributeValue elements) => With(UpdateAction.Delete, name, elements);

    /// <summary>Writes to another table than the rule's.</summary>
    public UpdateRequest To(string tableName)
    {
        _table = tableName;
        return this;
    }

    /// <summary>What the service returns; by default ALL_NEW, as with the Node library.</summary>
    public UpdateRequest Return(string returnValues)
    {
        _returnValues = returnValues;
        return this;
    }

    /// <summary>The request.</summary>
    /// <remarks>
    /// Without clauses it only makes sure that the item exists; with nothing but removals it has no values. Both are fine.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The field of <see cref="IfNewer"/> is not set, or two clauses overlap, such as a set and a removal of elements of one attribute.
    /// </exception>
    public UpdateItemRequest Build()
    {
        if (_newer is not null && !_expression.HasValue(_newer))
            throw new InvalidOperationException(
                $"IfNewer compares '{_newer}', but the update does not set it. Does the event have a timestamp?"
            );
        var (text, names, values) = _expression.Render();
        return new()
        {
            TableName = _table,
            Key = _key,
            UpdateExpression = text,
            ConditionExpression = _condition,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
            ReturnValues = _returnValues,
        };
    }

    /// <inheritdoc cref="Build"/>
    public static implicit operator UpdateItemRequest(UpdateRequest request) => request.Build();

    /// <inheritdoc cref="Build"/>
    public static implicit operator OneOrMany<UpdateItemRequest>(UpdateRequest? request) => request?.Build();

    private UpdateRequest With(UpdateAction action, string name, AttributeValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value.IsDefined)
            _expression.Set(action, name, value);
        return this;
    }

    private static UpdateAction ActionOf(AttributeValue value) =>
        value.Type is AttributeType.Null ? UpdateAction.Remove : UpdateAction.Set;

    private static AttributeValue Present(AttributeValue key, string name) =>
        key.IsDefined
            ? key
            : throw new ArgumentException(
                $"The key has no {name}. Does the event have the field that it comes from?",
                name
            );

    private static bool IsSet(AttributeValue value) =>
        value.Type is AttributeType.TextSet or AttributeType.NumberSet or AttributeType.BinarySet;

    private static AttributeValue AsSet(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.Text => AttributeValue.TextSet(value.GetText()!),
            AttributeType.Number => AttributeValue.NumberSet(value.GetNumber()),
            AttributeType.Binary => AttributeValue.BinarySet(value.GetBinary().ToArray()),
            _ => value,
        };
}
