using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Leaves what a mapping gives in a slot: of several results each on a unit of its own.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="slot">Where the result goes. A unit for which the mapping gives null passes without; <c>[]</c> drops it.</param>
    /// <param name="sync">The mapping, or</param>
    /// <param name="async">the asynchronous mapping; with neither the stream passes as it is.</param>
    /// <param name="parallel">How many asynchronous mappings are in flight; by default the options' number.</param>
    public static IAsyncEnumerable<UnitOfWork> MapTo<T>(
        this IAsyncEnumerable<UnitOfWork> source,
        Slot<T> slot,
        Func<UnitOfWork, OneOrMany<T>>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>>? async = null,
        int? parallel = null
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(slot);
        return source.MapTo(slot.Name, (uow, result) => uow.With(slot, result), sync, async, parallel);
    }

    /// <summary>Leaves what a mapping gives in a unit: of several results each in one of its own.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="name">What is left.</param>
    /// <param name="leave">Leaves a result in a unit; it must not fail.</param>
    /// <param name="sync">The mapping, or</param>
    /// <param name="async">the asynchronous mapping; with neither the stream passes as it is.</param>
    /// <param name="parallel">How many asynchronous mappings are in flight; by default the options' number.</param>
    internal static IAsyncEnumerable<UnitOfWork> MapTo<T>(
        this IAsyncEnumerable<UnitOfWork> source,
        string name,
        Func<UnitOfWork, T, UnitOfWork> leave,
        Func<UnitOfWork, OneOrMany<T>>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>>? async,
        int? parallel
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is Sketch sketch)
            return sync is null && async is null ? source : sketch.Then(nameof(MapTo), name);
        if (sync is not null)
            return Impl(source, leave, sync, default);
        if (async is null)
            return source;
        var results = new Slot<Results<T>>(name);
        return source
            .Concurrently(
                options => parallel ?? options.Parallel,
                async (uow, token) => uow.With(results, new(await async(uow, token)))
            )
            .FlatMapResults(leave, results);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, T, UnitOfWork> leave,
            Func<UnitOfWork, OneOrMany<T>> mapping,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                var results = default(OneOrMany<T>);
                try
                {
                    results = mapping(uow);
                }
                catch (Exception error)
                {
                    uow.Fail(error);
                    continue;
                }
                if (results.IsNone)
                    continue;
                if (results.Count <= 1)
                {
                    yield return results.Count == 0 ? uow : leave(uow, results[0]);
                    continue;
                }
                for (var i = 0; i < results.Count; i++)
                    yield return leave(uow, results[i]).AsPart();
            }
        }
    }

    private static async IAsyncEnumerable<UnitOfWork> FlatMapResults<T>(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, T, UnitOfWork> leave,
        Slot<Results<T>> results,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
        where T : class
    {
        await foreach (var uow in source.WithCancellation(cancellationToken))
        {
            var values = uow.Get(results)!.Values;
            var unit = uow.With(results, null);
            if (values.Count == 0 && !values.IsNone)
                yield return unit;
            for (var i = 0; i < values.Count; i++)
                yield return values.Count == 1 ? leave(unit, values[i]) : leave(unit, values[i]).AsPart();
        }
    }

    private sealed record Results<T>(OneOrMany<T> Values)
        where T : class;
}
