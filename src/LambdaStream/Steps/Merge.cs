using System.Runtime.CompilerServices;
using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Gives the units of several streams as they come, each stream in its own order.</summary>
    /// <remarks>All are pulled at once, one unit ahead each, so that one that waits holds up none.</remarks>
    public static IAsyncEnumerable<UnitOfWork> Merge(
        this IAsyncEnumerable<UnitOfWork> source,
        params IEnumerable<IAsyncEnumerable<UnitOfWork>> others
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(others);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Merge));
        return Impl([source, .. others], default);

        static async IAsyncEnumerable<UnitOfWork> Impl(
            IAsyncEnumerable<UnitOfWork>[] sources,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var enumerators = Array.ConvertAll(sources, source => source.GetAsyncEnumerator(cancellationToken));
            var pending = new List<(IAsyncEnumerator<UnitOfWork> Units, Task<bool> Next)>();
            try
            {
                foreach (var enumerator in enumerators)
                    pending.Add((enumerator, enumerator.MoveNextAsync().AsTask()));
                while (pending.Count > 0)
                {
                    await Task.WhenAny(pending.Select(entry => entry.Next));
                    for (var i = 0; i < pending.Count; i++)
                    {
                        var (enumerator, next) = pending[i];
                        if (!next.IsCompleted)
                            continue;
                        if (!await next)
                        {
                            pending.RemoveAt(i--);
                            continue;
                        }
                        yield return enumerator.Current;
                        pending[i] = (enumerator, enumerator.MoveNextAsync().AsTask());
                    }
                }
            }
            finally
            {
                foreach (var enumerator in enumerators)
                {
                    // Disposing while a move is pending throws, so what still waits is left to the invocation's end.
                    if (pending.TrueForAll(entry => entry.Units != enumerator || entry.Next.IsCompleted))
                        await enumerator.DisposeAsync();
                }
            }
        }
    }
}
