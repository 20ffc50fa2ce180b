using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's <see cref="Slots.TransactWriteRequest"/> to DynamoDB, which does all of it or nothing; a unit without one passes.</summary>
    /// <remarks>
    /// Where conditions do not hold, its <see cref="Slots.FallbackTransactWriteRequest"/> is sent, if there is one; where those do not
    /// hold either, the unit goes on with the reasons in its answer. A transaction that meets another or the table's
    /// throughput is sent again, <see cref="StreamOptions.BatchMaxRetries"/> times at most. Any other cancellation is a fault. Of
    /// one item only one transaction is in flight.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> TransactWriteDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        TransactWriteOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? TransactWriteOptions.Default;
        return source.SendRequests(
            new RequestStep<TransactWriteItemsRequest, TransactWriteItemsResponse>
            {
                Request = Slots.TransactWriteRequest,
                Step = "save",
                Service = nameof(StreamOptions.DynamoDb),
                Operation = "TransactWriteItems",
                Target = all => sink.TableName ?? all.EventTableName ?? all.EntityTableName,
                Parallel = all => sink.Parallel ?? all.UpdateParallel,
                Rate = sink.Rate,
                Order = sink.Order,
                Key = Keys,
                Send = SendAsync,
                Answer = (uow, _, response) => uow.With(Slots.TransactWriteResponse, response),
            }
        );

        async ValueTask<TransactWriteItemsResponse> SendAsync(
            UnitOfWork uow,
            TransactWriteItemsRequest request,
            CancellationToken cancellationToken
        )
        {
            var response = await TryAsync(uow, request, cancellationToken);
            if (response.CancellationReasons.Count > 0 && uow.Get(Slots.FallbackTransactWriteRequest) is { } fallback)
                response = await TryAsync(uow, fallback, cancellationToken);
            return response;
        }

        async ValueTask<TransactWriteItemsResponse> TryAsync(
            UnitOfWork uow,
            TransactWriteItemsRequest request,
            CancellationToken cancellationToken
        )
        {
            var all = uow.Invocation.Options;
            request = request with { TransactItems = [.. request.TransactItems.Select(item => Located(uow, item))] };
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await uow.AskAsync(
                        nameof(StreamOptions.DynamoDb),
                        request.TransactItems is [var first, ..] ? TableOf(first) : null,
                        uow.DynamoDb(sink.DynamoDb).TransactWriteItemsAsync,
                        request,
                        cancellationToken
                    );
                }
                catch (TransactionCanceledException error)
                    when (error.IsConditionFailure && !sink.ThrowConditionFailure)
                {
                    return new() { CancellationReasons = error.Reasons };
                }
                catch (TransactionCanceledException error) when (error.IsTransient && attempt < all.BatchMaxRetries)
                {
                    PortCall.Retrying(error);
                    await Task.Delay(BatchRetry.Wait(all, attempt), all.Time, cancellationToken);
                }
                finally
                {
                    foreach (var item in request.TransactItems)
                        uow.Invocation.QueryCache.Forget(TableOf(item)!);
                }
            }
        }

        KeySet? Keys(UnitOfWork uow, TransactWriteItemsRequest request) =>
            KeySet.Of(
                request.TransactItems.Select(item => KeyOf(item) is { } key ? (object)(Table(uow, item), key) : null)
            );

        object? KeyOf(TransactWriteItem item) =>
            item switch
            {
                { Put.Item: { } written } => ItemKey.Of(written, sink.HashKey, sink.RangeKey),
                { Update.Key: { } key } => ItemKey.OfKey(key, sink.HashKey, sink.RangeKey),
                { Delete.Key: { } key } => ItemKey.OfKey(key, sink.HashKey, sink.RangeKey),
                { ConditionCheck.Key: { } key } => ItemKey.OfKey(key, sink.HashKey, sink.RangeKey),
                _ => null,
            };

        TransactWriteItem Located(UnitOfWork uow, TransactWriteItem item)
        {
            var table = Table(uow, item);
            return item with
            {
                Put = item.Put is { } put ? put with { TableName = table } : null,
                Update = item.Update is { } update ? update with { TableName = table } : null,
                Delete = item.Delete is { } delete ? delete with { TableName = table } : null,
                ConditionCheck = item.ConditionCheck is { } check ? check with { TableName = table } : null,
            };
        }

        string Table(UnitOfWork uow, TransactWriteItem item)
        {
            var all = uow.Invocation.Options;
            return TableOf(item)
                ?? sink.TableName
                ?? all.EntityTableName
                ?? all.EventTableName
                ?? throw uow.NoTable("ENTITY_TABLE_NAME or EVENT_TABLE_NAME");
        }

        static string? TableOf(TransactWriteItem item) =>
            item.Put?.TableName ?? item.Update?.TableName ?? item.Delete?.TableName ?? item.ConditionCheck?.TableName;
    }
}
