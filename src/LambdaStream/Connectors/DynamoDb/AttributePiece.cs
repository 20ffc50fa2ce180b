namespace LambdaStream.Connectors;

/// <summary>The value of an attribute in a text of typed JSON: its type, and where what stands behind the type starts and ends.</summary>
internal readonly record struct AttributePiece(AttributeType Type, int Start, int End);
