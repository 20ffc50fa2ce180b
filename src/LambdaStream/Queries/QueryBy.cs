using LambdaStream.Connectors;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Queries what a rule asks for and leaves the items in <see cref="Slots.QueryResponse"/>.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="sync">The rule's mapping, or</param>
    /// <param name="async">its asynchronous form; with neither the stream passes as it is.</param>
    /// <param name="tableName">The table; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</param>
    /// <param name="dynamoDb">A port of one's own; by default that of the options.</param>
    /// <param name="parallel">Mappings and queries in flight; by default those of the options.</param>
    public static IAsyncEnumerable<UnitOfWork> QueryBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, QueryRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? async,
        string? tableName = null,
        IDynamoDb? dynamoDb = null,
        int? parallel = null
    ) =>
        sync is null && async is null
            ? source
            : source
                .MapTo(Slots.QueryRequest, sync.OrMany(), async.OrMany(), parallel)
                .QueryAllDynamoDb(
                    new()
                    {
                        TableName = tableName,
                        DynamoDb = dynamoDb,
                        Parallel = parallel,
                    }
                );
}
