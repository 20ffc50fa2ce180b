namespace LambdaStream;

public static partial class Steps
{
    /// <summary>The step <see cref="Split(IAsyncEnumerable{UnitOfWork}, Splitting)"/> of a flavor whose rule may ask for it; with null the stream passes as it is.</summary>
    public static IAsyncEnumerable<UnitOfWork> SplitBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Splitting? splitting
    ) => splitting is null ? source : source.Split(splitting);
}
