using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Reads the keys that a rule gives and leaves the items in <see cref="Slots.BatchGetResponse"/>.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="sync">The rule's mapping, or</param>
    /// <param name="async">its asynchronous form; with neither the stream passes as it is.</param>
    /// <param name="dynamoDb">A port of one's own; by default that of the options.</param>
    /// <param name="parallel">Mappings and reads in flight; by default those of the options.</param>
    public static IAsyncEnumerable<UnitOfWork> GetBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, BatchGetItemRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? async,
        IDynamoDb? dynamoDb = null,
        int? parallel = null
    ) =>
        sync is null && async is null
            ? source
            : source
                .MapTo(Slots.BatchGetRequest, sync.OrMany(), async.OrMany(), parallel)
                .BatchGetDynamoDb(new() { DynamoDb = dynamoDb, Parallel = parallel });
}
