using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    private const string ConditionalCheckFailed = "ConditionalCheckFailedException";

    /// <summary>Sends each unit's <see cref="Slots.UpdateRequest"/> to DynamoDB; a unit without one passes.</summary>
    /// <remarks>
    /// Where the condition of the request does not hold, its <see cref="Slots.FallbackUpdateRequest"/> is sent, if there is
    /// one; where that does not hold either, the unit goes on with an empty answer, because a newer event was faster. Of
    /// one item only one request is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> UpdateDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        UpdateOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? UpdateOptions.Default;
        return source.SendRequests(
            new RequestStep<UpdateItemRequest, UpdateItemResponse>
            {
                Request = sink.Request,
                Step = "save",
                Service = nameof(StreamOptions.DynamoDb),
                Operation = "UpdateItem",
                Target = TableIn,
                Parallel = all => sink.Parallel ?? all.UpdateParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = (uow, request) => (Table(uow, request), request.Key),
                Send = SendAsync,
                Answer = (uow, _, response) => uow.With(sink.Response, response),
            }
        );

        async ValueTask<UpdateItemResponse> SendAsync(
            UnitOfWork uow,
            UpdateItemRequest request,
            CancellationToken cancellationToken
        )
        {
            var (next, fallback) = ((UpdateItemRequest?)request, uow.Get(sink.FallbackRequest));
            for (; next is not null; (next, fallback) = (fallback, null))
            {
                var table = Table(uow, next);
                try
                {
                    return await uow.AskAsync(
                        nameof(StreamOptions.DynamoDb),
                        table,
                        uow.DynamoDb(sink.DynamoDb).UpdateItemAsync,
                        ReferenceEquals(table, next.TableName) ? next : next with { TableName = table },
                        cancellationToken
                    );
                }
                catch (ServiceException error)
                    when (error.Code is ConditionalCheckFailed && !sink.ThrowConditionFailure)
                {
                    // The condition does not hold: a newer event was faster, unless the fallback has something to do.
                    continue;
                }
                finally
                {
                    uow.Invocation.QueryCache.Forget(table);
                }
            }
            return new();
        }

        string Table(UnitOfWork uow, UpdateItemRequest request) =>
            request.TableName
            ?? TableIn(uow.Invocation.Options)
            ?? throw uow.NoTable("ENTITY_TABLE_NAME or EVENT_TABLE_NAME");

        string? TableIn(StreamOptions all) => sink.TableName ?? all.EntityTableName ?? all.EventTableName;
    }
}
