using LambdaStream.Observing;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Looks at each unit of work as it passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> Tap(this IAsyncEnumerable<UnitOfWork> source, Action<UnitOfWork> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Tap));
        return source.Map(uow =>
        {
            look(uow);
            return uow;
        });
    }

    /// <summary>Looks at each unit of work as it passes, one after the other.</summary>
    public static IAsyncEnumerable<UnitOfWork> Tap(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, CancellationToken, ValueTask> look
    )
    {
        ArgumentNullException.ThrowIfNull(look);
        if (source is Sketch sketch)
            return sketch.Then(nameof(Tap));
        return source.Map(
            async ValueTask<UnitOfWork?> (uow, cancellationToken) =>
            {
                await look(uow, cancellationToken);
                return uow;
            }
        );
    }
}
