using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's <see cref="Slots.PutRequest"/> to DynamoDB; a unit without one passes.</summary>
    public static IAsyncEnumerable<UnitOfWork> PutDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        PutOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? PutOptions.Default;
        return source.Concurrently(
            all => sink.Parallel ?? all.UpdateParallel,
            (uow, token) => uow.Get(Slots.PutRequest) is { } request ? SendAsync(uow, request, token) : new(uow),
            sink.Order,
            uow => uow.Get(Slots.PutRequest) is { } request ? KeyOf(request.Item) : null,
            new Io("save", "dynamodb", "PutItem", Slots.PutRequest, TableIn)
        );

        async ValueTask<UnitOfWork?> SendAsync(
            UnitOfWork uow,
            PutItemRequest request,
            CancellationToken cancellationToken
        )
        {
            var table =
                request.TableName
                ?? TableIn(uow.Invocation.Options)
                ?? throw uow.NoTable("EVENT_TABLE_NAME or ENTITY_TABLE_NAME");
            try
            {
                var response = await uow.DynamoDb().PutItemAsync(request with { TableName = table }, cancellationToken);
                return uow.With(Slots.PutResponse, response);
            }
            finally
            {
                uow.Invocation.QueryCache.Forget(table);
            }
        }

        string? TableIn(StreamOptions all) => sink.TableName ?? all.EventTableName ?? all.EntityTableName;

        // Of one item only one request is in flight. An item without these attributes has no key that we know of.
        object? KeyOf(Item item) => item[sink.HashKey] is { IsDefined: true } hash ? (hash, item[sink.RangeKey]) : null;
    }
}
