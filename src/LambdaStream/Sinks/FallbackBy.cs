using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Leaves the update that a rule falls back to in <see cref="Slots.FallbackUpdateRequest"/>, for <see cref="UpdateDynamoDb"/>.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="sync">The rule's mapping, or</param>
    /// <param name="async">its asynchronous form; with neither the stream passes as it is.</param>
    /// <param name="parallel">Asynchronous mappings in flight; by default those of the options.</param>
    public static IAsyncEnumerable<UnitOfWork> FallbackBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, UpdateItemRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<UpdateItemRequest?>>? async,
        int? parallel = null
    ) => source.MapTo(Slots.FallbackUpdateRequest, sync.OrMany(), async.OrMany(), parallel);
}
