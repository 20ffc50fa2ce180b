using LambdaStream.Calls;
using LambdaStream.Connectors;
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
        return source.SendRequests(
            new RequestStep<PutItemRequest, PutItemResponse>
            {
                Request = sink.Request,
                Step = "save",
                Service = nameof(StreamOptions.DynamoDb),
                Operation = "PutItem",
                Target = TableIn,
                Parallel = all => sink.Parallel ?? all.UpdateParallel,
                Order = sink.Order,
                Key = (_, request) => ItemKey.Of(request.Item, sink.HashKey, sink.RangeKey),
                Send = SendAsync,
                Answer = (uow, _, response) => uow.With(sink.Response, response),
            }
        );

        async ValueTask<PutItemResponse> SendAsync(
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
                return await uow.AskAsync(
                    nameof(StreamOptions.DynamoDb),
                    table,
                    uow.DynamoDb(sink.DynamoDb).PutItemAsync,
                    request with
                    {
                        TableName = table,
                    },
                    cancellationToken
                );
            }
            finally
            {
                uow.Invocation.QueryCache.Forget(table);
            }
        }

        string? TableIn(StreamOptions all) => sink.TableName ?? all.EventTableName ?? all.EntityTableName;
    }
}
