namespace LambdaStream.Connectors;

/// <summary>The shapes of the updates that a processor has built, so that those of one shape share their text.</summary>
internal sealed class UpdateShapes
{
    // A service has some dozens. Where there are more than this, somebody puts ids into names, and the rest is not kept.
    private const int MostShapes = 4_096;

    private int _room = MostShapes;

    public UpdateShapes() => Root = new(this);

    /// <summary>The shape without clauses.</summary>
    public UpdateShape Root { get; }

    /// <summary>Whether one more is remembered.</summary>
    public bool TryGrow() => _room > 0 && Interlocked.Decrement(ref _room) >= 0;
}
