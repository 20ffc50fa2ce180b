using LambdaStream.Connectors;

namespace LambdaStream;

/// <summary>The bytes that JSON values are pieces of, with what holds for all of them.</summary>
/// <param name="bytes">The bytes, which do not change any more where values are.</param>
/// <param name="mayBeCompressed">Whether <c>COMPRESSED</c> strings are read as what they stand for.</param>
/// <param name="shapes">What the processor that has read them knows of updates; null elsewhere.</param>
internal sealed class JsonBuffer(byte[] bytes, bool mayBeCompressed = false, Shapes? shapes = null)
{
    public byte[] Bytes { get; } = bytes;

    public bool MayBeCompressed { get; } = mayBeCompressed;

    public Shapes? Shapes { get; } = shapes;

    // Two threads may make them twice; either is good.
    private Shapes? _own;

    /// <summary>The shapes of the items that are read here: those of the processor, else those of this text alone.</summary>
    public Shapes ItemShapes => Shapes ?? (_own ??= new());

    /// <summary>The same, where there are any so far.</summary>
    public Shapes? KnownShapes => Shapes ?? _own;
}
