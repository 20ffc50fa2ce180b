using LambdaStream.Connectors;

namespace LambdaStream.Local;

/// <summary>The name and type of a key attribute. A name alone stands for a string.</summary>
/// <param name="Name">The name of the attribute.</param>
/// <param name="Type">Text, Number or Binary.</param>
public sealed record KeyPart(string Name, AttributeType Type)
{
    /// <summary>A key attribute that holds strings.</summary>
    public static KeyPart Text(string name) => new(name, AttributeType.Text);

    /// <summary>A key attribute that holds numbers.</summary>
    public static KeyPart Number(string name) => new(name, AttributeType.Number);

    /// <summary>A key attribute that holds bytes.</summary>
    public static KeyPart Binary(string name) => new(name, AttributeType.Binary);

    /// <inheritdoc cref="Text(string)"/>
    public static implicit operator KeyPart(string name) => Text(name);
}
