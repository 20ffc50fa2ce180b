namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Keeps the units of work that all predicates hold for; they are asked in their order.</summary>
    public static IAsyncEnumerable<UnitOfWork> OnContent(
        this IAsyncEnumerable<UnitOfWork> source,
        IReadOnlyList<Func<UnitOfWork, bool>> predicates
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicates);
        return predicates.Count switch
        {
            0 => source,
            1 => source.Filter(predicates[0]),
            _ => source.Filter(uow => predicates.All(predicate => predicate(uow))),
        };
    }
}
