using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Keeps the units of work that all predicates hold for; they are asked in their order.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="predicates">The predicates; without any the stream passes as it is.</param>
    /// <param name="rejected">Is told of each unit that is dropped; by default nobody is.</param>
    public static IAsyncEnumerable<UnitOfWork> OnContent(
        this IAsyncEnumerable<UnitOfWork> source,
        IReadOnlyList<Func<UnitOfWork, bool>> predicates,
        Action<UnitOfWork>? rejected = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicates);
        if (source is Sketch sketch && predicates.Count > 0)
            return sketch.Then(nameof(OnContent), $"{predicates.Count} filters");
        return predicates.Count switch
        {
            0 => source,
            1 when rejected is null => source.Filter(predicates[0]),
            _ => source.Filter(IsWanted),
        };

        bool IsWanted(UnitOfWork uow)
        {
            if (predicates.All(predicate => predicate(uow)))
                return true;
            rejected?.Invoke(uow);
            return false;
        }
    }
}
