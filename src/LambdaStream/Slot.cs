using System.Text.Json.Serialization.Metadata;

namespace LambdaStream;

/// <summary>A typed name under which one step leaves a value on a unit of work for another.</summary>
public abstract class Slot
{
    private protected Slot(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The name under which a fault event shows the value.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal abstract Json ToJson(object value);
}

/// <inheritdoc cref="Slot"/>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Slot<T> : Slot
    where T : notnull
{
    private readonly Func<T, Json>? _toJson;

    /// <summary>A slot whose values a fault event shows by the name of their type.</summary>
    public Slot(string name)
        : base(name) { }

    /// <summary>A slot whose values a fault event shows as the function writes them.</summary>
    public Slot(string name, Func<T, Json> toJson)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(toJson);
        _toJson = toJson;
    }

    /// <summary>A slot whose values a fault event shows in their source-generated JSON form.</summary>
    public Slot(string name, JsonTypeInfo<T> type)
        : this(name, value => Json.From(value, type)) { }

    /// <summary>A slot of the same kind under another name, for a second value of the kind.</summary>
    public Slot<T> Named(string name) => _toJson is null ? new(name) : new(name, _toJson);

    internal override Json ToJson(object value) => _toJson is null ? $"[{typeof(T).Name}]" : _toJson((T)value);
}
