using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Folds the whole stream into one unit of work, given at its end; nothing for an empty stream.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="combine">Gives the unit so far and the next one put together.</param>
    /// <remarks>The result stands for all units: if it fails, all of their records do.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Reduce(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, UnitOfWork, UnitOfWork> combine
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(combine);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Reduce));
        return Impl(source, combine, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, UnitOfWork, UnitOfWork> combine,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            UnitOfWork? result = null;
            var all = new List<UnitOfWork>();
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                var combined = result is null ? uow : uow.Guard(unit => combine(result, unit));
                if (combined is null)
                    continue;
                result = combined;
                all.Add(uow);
            }
            if (result is not null)
                yield return all.Count == 1 ? result : result.StandingFor(all);
        }
    }
}
