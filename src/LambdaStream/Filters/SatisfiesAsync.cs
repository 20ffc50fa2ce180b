namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Whether all predicates hold for a unit of work. They are asked in their order, the asynchronous ones last, and no further than needed.</summary>
    public static async ValueTask<bool> SatisfiesAsync(
        this UnitOfWork uow,
        IReadOnlyList<Func<UnitOfWork, bool>> predicates,
        IReadOnlyList<Func<UnitOfWork, CancellationToken, ValueTask<bool>>> asyncPredicates,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(predicates);
        ArgumentNullException.ThrowIfNull(asyncPredicates);
        if (!predicates.All(predicate => predicate(uow)))
            return false;
        foreach (var predicate in asyncPredicates)
        {
            if (!await predicate(uow, cancellationToken))
                return false;
        }
        return true;
    }
}
