namespace LambdaStream.Connectors;

/// <summary>How an attribute opened in an item: all that stood between the attribute before it and its value.</summary>
/// <param name="text">That text, such as <c>,"pk":{"S":"</c>; of a string with its opening quote.</param>
/// <param name="type">The type of the value.</param>
/// <param name="shape">The item's shape with this attribute.</param>
internal sealed class ItemOpening(ReadOnlySpan<byte> text, AttributeType type, ItemShape shape)
{
    private readonly byte[] _text = text.ToArray();

    /// <summary>How far behind the start of the text the value starts.</summary>
    public int ValueStart { get; } = text[^1] == '"' ? text.Length - 1 : text.Length;

    /// <summary>Whether a string opens with it.</summary>
    public bool IsOfString { get; } = text[^1] == '"';

    /// <summary>The type of the value.</summary>
    public AttributeType Type { get; } = type;

    /// <summary>The item's shape with this attribute.</summary>
    public ItemShape Shape { get; } = shape;

    /// <summary>Whether an attribute opens so here.</summary>
    public bool StandsAt(ReadOnlySpan<byte> text) => text.StartsWith(_text);
}
