using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The bytes that JSON values are pieces of, with what holds for all of them.</summary>
/// <param name="bytes">The bytes, which do not change any more where values are.</param>
/// <param name="mayBeCompressed">Whether <c>COMPRESSED</c> strings are read as what they stand for.</param>
/// <param name="shapes">What the processor that has read them knows of updates; null elsewhere.</param>
internal sealed class JsonBuffer(byte[] bytes, bool mayBeCompressed = false, UpdateShapes? shapes = null)
{
    public byte[] Bytes { get; } = bytes;

    public bool MayBeCompressed { get; } = mayBeCompressed;

    public UpdateShapes? Shapes { get; } = shapes;

    /// <summary>The names of the attributes of items that were read here.</summary>
    // Two threads may make it twice; either is good.
    public SharedNames Names => field ??= new();
}
