using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Turns each unit of work into none, one or several, as a rule by adorning it in several ways.</summary>
    public static IAsyncEnumerable<UnitOfWork> FlatMap(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, IEnumerable<UnitOfWork>> mapping
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        if (source is Sketch sketch)
            return sketch.Then(nameof(FlatMap));
        return Impl(source, mapping, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, IEnumerable<UnitOfWork>> mapping,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (uow.Guard(mapping) is not { } parts)
                    continue;
                using var part = parts.GetEnumerator();
                // The user's own iterator runs as it is gone over, so it is guarded step by step.
                while (uow.Guard(_ => part.MoveNext() ? part.Current.AsPart() : null) is { } unit)
                    yield return unit;
            }
        }
    }

    /// <summary>Turns each unit of work into a stream of units that is pulled as they are wanted, such as pages.</summary>
    public static IAsyncEnumerable<UnitOfWork> FlatMap(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, IAsyncEnumerable<UnitOfWork>> mapping
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        if (source is Sketch sketch)
            return sketch.Then(nameof(FlatMap));
        return Impl(source, mapping, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, CancellationToken, IAsyncEnumerable<UnitOfWork>> mapping,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (uow.Guard(unit => mapping(unit, unit.Cancellation)) is not { } parts)
                    continue;
                await using var part = parts.GetAsyncEnumerator(uow.Cancellation);
                while (await uow.Guard(NextAsync) is { } unit)
                    yield return unit;

                async ValueTask<UnitOfWork?> NextAsync(UnitOfWork uow, CancellationToken cancellationToken) =>
                    await part.MoveNextAsync() ? part.Current.AsPart() : null;
            }
        }
    }
}
