using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

/// <summary>The verbs over streams of units of work.</summary>
/// <remarks>
/// A verb pulls: it asks its source for the next unit only when it is itself asked. Where a user's function fails, its
/// unit leaves the stream as a fault and the rest flow on. .NET's own operators on <see cref="IAsyncEnumerable{T}"/> work
/// beside them, but know nothing of faults: what they raise ends the pipeline.
/// </remarks>
public static partial class Steps
{
    /// <summary>Keeps the units of work that the predicate holds for.</summary>
    public static IAsyncEnumerable<UnitOfWork> Filter(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, bool> predicate
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Filter));
        return Impl(source, predicate, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, bool> predicate,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (uow.Guard(predicate))
                    yield return uow;
            }
        }
    }

    /// <summary>Keeps the units of work that the asynchronous predicate holds for, one after the other.</summary>
    public static IAsyncEnumerable<UnitOfWork> Filter(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, ValueTask<bool>> predicate
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Filter));
        return Impl(source, predicate, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, CancellationToken, ValueTask<bool>> predicate,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (await uow.Guard(predicate))
                    yield return uow;
            }
        }
    }
}
