using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Turns each unit of work into another one, as a rule by adorning it. Null drops the unit.</summary>
    public static IAsyncEnumerable<UnitOfWork> Map(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, UnitOfWork?> mapping
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Map));
        return Impl(source, mapping, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, UnitOfWork?> mapping,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (uow.Guard(mapping) is { } mapped)
                    yield return mapped;
            }
        }
    }

    /// <summary>Turns each unit of work into another one, one after the other. Null drops the unit.</summary>
    /// <remarks><see cref="Parallel"/> is the form with several in flight.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Map(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> mapping
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Map));
        return Impl(source, mapping, default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork> source,
            Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> mapping,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var uow in source.WithCancellation(cancellationToken))
            {
                if (await uow.Guard(mapping) is { } mapped)
                    yield return mapped;
            }
        }
    }

    /// <summary>The form for our own steps that call a service for one unit after the other.</summary>
    internal static IAsyncEnumerable<UnitOfWork> Map(
        this IAsyncEnumerable<UnitOfWork> source,
        Io io,
        Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>> mapping,
        [CallerMemberName] string verb = ""
    ) => source is Sketch sketch ? sketch.Then(verb, io, parallel: 1) : source.Map(io.Around(mapping));
}
