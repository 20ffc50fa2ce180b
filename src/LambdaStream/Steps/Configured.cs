using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Chooses the next steps by the options of the invocation, which the first unit brings.</summary>
    internal static IAsyncEnumerable<UnitOfWork> Configured(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<StreamOptions, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>> choose
    ) => source is Sketch sketch ? choose(sketch.Options)(sketch) : source.ConfiguredByFirst(choose);

    private static async IAsyncEnumerable<UnitOfWork> ConfiguredByFirst(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<StreamOptions, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>> choose,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var units = source.GetAsyncEnumerator(cancellationToken);
        if (!await units.MoveNextAsync())
            yield break;
        var steps = choose(units.Current.Invocation.Options);
        await foreach (var uow in steps(FromCurrent(units)).WithCancellation(cancellationToken))
            yield return uow;
    }

    private static async IAsyncEnumerable<UnitOfWork> FromCurrent(IAsyncEnumerator<UnitOfWork> units)
    {
        do
        {
            yield return units.Current;
        } while (await units.MoveNextAsync());
    }
}
