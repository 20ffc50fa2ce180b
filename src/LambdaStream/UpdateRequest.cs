using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>Builds an <see cref="UpdateItemRequest"/> clause by clause.</summary>
/// <remarks>
/// The text and the placeholders are those of the Node library's <c>updateExpression</c>: <c>#name = :name</c>, where a
/// character outside <c>[a-zA-Z0-9_]</c> becomes <c>_x2d_</c> with its UTF-16 unit. Of two clauses for one attribute the
/// later wins. A clause that is given no value is left out. One builder builds one request, on one thread.
/// </remarks>
public sealed class UpdateRequest
{
    // As many clauses as most updates have at the most.
    private const int UsualClauses = 32;

    private readonly Item _key;
    private UpdateShape _shape;
    private AttributeValue[] _values = new AttributeValue[UsualClauses];
    private Item _more = Item.Empty;
    private string? _condition;
    private string? _newer;
    private string? _table;
    private string _returnValues = "ALL_NEW";

    private UpdateRequest(Item key)
    {
        _key = key;
        _shape = new(shapes: null);
        foreach (var value in key.Values)
            Share(value.Shapes);
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
            if (value.Type is AttributeType.Null)
                Remove(isDelete ? name[..^delete.Length] : name);
            else if (isDelete)
                Delete(name[..^delete.Length], AsSet(value));
            else if (IsSet(value))
                Add(name, value);
            else
                Set(name, value);
        }
        return this;
    }

    /// <summary>Sets every member of a JSON object, such as the entity of an event. Null removes the attribute.</summary>
    public UpdateRequest Set(Json entity)
    {
        Share(entity.Shapes);
        var members = entity.EnumerateObject();
        while (members.MoveNext())
        {
            var value = AttributeValue.From(members.RawValue);
            Take(_shape.Then(ActionOf(value), members.RawName), value);
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

    /// <summary>Takes elements out of a set.</summary>
    public UpdateRequest Delete(string name, AttributeValue elements) => With(UpdateAction.Delete, name, elements);

    /// <summary>Changes the item only where a condition holds; several conditions must all hold.</summary>
    /// <param name="condition">A condition expression of DynamoDB.</param>
    /// <param name="values">The values behind its placeholders, by their names without the colon.</param>
    public UpdateRequest If(string condition, params ReadOnlySpan<(string Name, AttributeValue Value)> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(condition);
        _condition = _condition is null ? condition : $"({_condition}) AND ({condition})";
        foreach (var (name, value) in values)
        {
            if (!value.IsDefined)
                throw new ArgumentException($"The condition has no value for :{name}.", nameof(values));
            _more = _more.With(":" + name, value);
        }
        return this;
    }

    /// <summary>
    /// Changes the item only if it does not exist or was written from an older event: the inverse oplock. It makes an
    /// update idempotent and late events harmless. Set the field too, by default <c>timestamp</c>.
    /// </summary>
    public UpdateRequest IfNewer(string field = "timestamp")
    {
        _newer = field;
        var mention = _shape.Then(UpdateAction.Mention, field);
        _shape = mention.Shape;
        return If(mention.IsNewer);
    }

    /// <summary>Writes only if there is no item yet.</summary>
    /// <param name="field">An attribute that every item has, by default <c>pk</c>.</param>
    public UpdateRequest IfMissing(string field = "pk") => If($"attribute_not_exists({field})");

    /// <summary>Writes only if there is an item already, so that a late change does not bring back what was deleted.</summary>
    /// <param name="field">An attribute that every item has, by default <c>pk</c>.</param>
    public UpdateRequest IfPresent(string field = "pk") => If($"attribute_exists({field})");

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
    /// <exception cref="InvalidOperationException">The field of <see cref="IfNewer"/> is not set.</exception>
    public UpdateItemRequest Build()
    {
        var text = _shape.Text;
        if (_newer is not null && text.Expression is not null && !text.HasValue(_newer))
            throw new InvalidOperationException(
                $"IfNewer compares '{_newer}', but the update does not set it. Does the event have a timestamp?"
            );
        return new()
        {
            TableName = _table,
            Key = _key,
            UpdateExpression = text.Expression,
            ConditionExpression = _condition,
            ExpressionAttributeNames = text.Names,
            ExpressionAttributeValues = text.Values(_values, _more),
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
            Take(_shape.Then(action, name), value);
        return this;
    }

    private void Take(UpdateStep step, AttributeValue value)
    {
        if (step.Slot >= _values.Length)
            Array.Resize(ref _values, _values.Length * 2);
        _values[step.Slot] = value;
        _shape = step.Shape;
    }

    // Values that a processor has read bring along what it knows of updates.
    private void Share(UpdateShapes? shapes)
    {
        if (shapes is not null && !_shape.IsShared)
            _shape = _shape.In(shapes);
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
