using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>A mapping that belongs to the step behind it, so that a description of the pipeline does not name it.</summary>
    internal static IAsyncEnumerable<UnitOfWork> Prepare(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, UnitOfWork?> mapping
    ) => source is Sketch ? source : source.Map(mapping);
}
