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
            (uow, token) => uow.Get(sink.Request) is { } request ? SendAsync(uow, request, token) : new(uow),
            sink.Order,
            uow => uow.Get(sink.Request) is { } request ? ItemKey.Of(request.Item, sink.HashKey, sink.RangeKey) : null,
            new Io("save", "dynamodb", "PutItem", sink.Request, TableIn)
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
                var response = await uow.AskAsync(
                    nameof(StreamOptions.DynamoDb),
                    table,
                    uow.DynamoDb(sink.DynamoDb).PutItemAsync,
                    request with
                    {
                        TableName = table,
                    },
                    cancellationToken
                );
                return uow.With(sink.Response, response);
            }
            finally
            {
                uow.Invocation.QueryCache.Forget(table);
            }
        }

        string? TableIn(StreamOptions all) => sink.TableName ?? all.EventTableName ?? all.EntityTableName;
    }
}
