namespace LambdaStream;

public static partial class Steps
{
    /// <summary>The step <see cref="Compact"/> of a flavor whose rule may ask for it; with null the stream passes as it is.</summary>
    public static IAsyncEnumerable<UnitOfWork> CompactBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Compaction? compaction
    ) => compaction is null ? source : source.Compact(compaction);
}
