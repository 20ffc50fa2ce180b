namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Keeps the units of work that all filters of a rule hold for, and tells the rule of the others.</summary>
    /// <remarks>
    /// The step by which a flavor takes its rule's <see cref="Rule.Filters"/>, <see cref="Rule.FiltersAsync"/>,
    /// <see cref="Rule.OnRejected"/> and <see cref="Rule.OnRejectedAsync"/>; without it they do nothing. Several units are
    /// in flight where something is asynchronous, as many as <see cref="StreamOptions.Parallel"/> says, and stay in order.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> OnContentOf(this IAsyncEnumerable<UnitOfWork> source, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return source.OnContent(rule.Filters, rule.FiltersAsync, rule.OnRejected, rule.OnRejectedAsync);
    }

    /// <summary>Keeps the units of work that all predicates hold for, those that ask somebody included.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="predicates">The predicates that are asked first, in their order.</param>
    /// <param name="asyncPredicates">The predicates that are asked behind them, in their order; without any nobody waits.</param>
    /// <param name="rejected">Is told of each unit that is dropped; by default nobody is.</param>
    /// <param name="rejectedAsync">Is told of each unit that is dropped, and waited for; by default nobody is.</param>
    public static IAsyncEnumerable<UnitOfWork> OnContent(
        this IAsyncEnumerable<UnitOfWork> source,
        IReadOnlyList<Func<UnitOfWork, bool>> predicates,
        IReadOnlyList<Func<UnitOfWork, CancellationToken, ValueTask<bool>>> asyncPredicates,
        Action<UnitOfWork>? rejected = null,
        Func<UnitOfWork, CancellationToken, ValueTask>? rejectedAsync = null
    )
    {
        ArgumentNullException.ThrowIfNull(asyncPredicates);
        return asyncPredicates.Count == 0 && rejectedAsync is null
            ? source.OnContent(predicates, rejected)
            : source.Concurrently(all => all.Parallel, WantedAsync);

        async ValueTask<UnitOfWork?> WantedAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            if (await uow.SatisfiesAsync(predicates, asyncPredicates, cancellationToken))
                return uow;
            rejected?.Invoke(uow);
            if (rejectedAsync is not null)
                await rejectedAsync(uow, cancellationToken);
            return null;
        }
    }
}
