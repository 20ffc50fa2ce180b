using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>A step that a rule may or may not have: without it the stream passes as it is.</summary>
internal static class FlavorSteps
{
    public static IAsyncEnumerable<UnitOfWork> OutLatchedUnless(
        this IAsyncEnumerable<UnitOfWork> source,
        bool isIncluded
    ) => isIncluded ? source : source.OutLatched();

    public static IAsyncEnumerable<UnitOfWork> CompactBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Compaction? compaction
    ) => compaction is null ? source : source.Compact(compaction);

    public static IAsyncEnumerable<UnitOfWork> SplitBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Splitting? splitting
    ) => splitting is null ? source : source.Split(splitting);

    public static IAsyncEnumerable<UnitOfWork> QueryBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, QueryRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<QueryRequest?>>? async,
        string? tableName,
        IDynamoDb? dynamoDb,
        int? parallel
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

    public static IAsyncEnumerable<UnitOfWork> GetBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, BatchGetItemRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<BatchGetItemRequest?>>? async,
        IDynamoDb? dynamoDb,
        int? parallel
    ) =>
        sync is null && async is null
            ? source
            : source
                .MapTo(Slots.BatchGetRequest, sync.OrMany(), async.OrMany(), parallel)
                .BatchGetDynamoDb(new() { DynamoDb = dynamoDb, Parallel = parallel });

    public static IAsyncEnumerable<UnitOfWork> FallbackBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Func<UnitOfWork, UpdateItemRequest?>? sync,
        Func<UnitOfWork, CancellationToken, ValueTask<UpdateItemRequest?>>? async,
        int? parallel
    ) => source.MapTo(Slots.FallbackUpdateRequest, sync.OrMany(), async.OrMany(), parallel);

    public static IAsyncEnumerable<UnitOfWork> EncryptBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Rule rule,
        Slot<Event>? @event
    ) =>
        rule.Encrypts
            ? source.EncryptEvent(
                new()
                {
                    Event = @event,
                    Encryption = rule.Encryption,
                    ToEncryption = rule.ToEncryption,
                }
            )
            : source;

    public static IAsyncEnumerable<UnitOfWork> PublishBy(
        this IAsyncEnumerable<UnitOfWork> source,
        Publisher? publisher,
        PublishOptions options
    ) =>
        publisher is not null
            ? publisher(source, options)
            : source.Configured(all => units => all.Publish(units, options));

    public static Func<UnitOfWork, OneOrMany<T>>? OrMany<T>(this Func<UnitOfWork, T?>? mapping)
        where T : class => mapping is null ? null : uow => mapping(uow);

    public static Func<UnitOfWork, CancellationToken, ValueTask<OneOrMany<T>>>? OrMany<T>(
        this Func<UnitOfWork, CancellationToken, ValueTask<T?>>? mapping
    )
        where T : class => mapping is null ? null : async (uow, token) => await mapping(uow, token);
}
