using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Writes each unit's <see cref="Slots.ItemWriteRequest"/>, a put or a delete, to DynamoDB in batches; a unit without one passes.</summary>
    /// <remarks>
    /// A batch has up to 25 requests and 16 MiB, and one request for an item: a second begins the next batch. What the service
    /// did not get to is sent again, and what cannot be written is a fault. Where it refuses a batch for something that is
    /// wrong in it, each request goes by itself, so that only the wrong ones are faults. DynamoDB takes no conditions here.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> BatchWriteDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        BatchWriteOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var sink = options ?? BatchWriteOptions.Default;
        return source
            .Prepare(Prepare)
            .SendBatches(
                new BatchSink<WriteRequest, BatchWriteItemRequest, BatchWriteItemResponse>
                {
                    Entry = Slots.ItemWriteRequest,
                    Request = Slots.BatchWriteRequest,
                    Response = Slots.BatchWriteResponse,
                    Step = "save",
                    Operation = "BatchWriteItem",
                    Target = all => sink.TableName ?? all.EventTableName ?? all.EntityTableName,
                    Limits = _ => TargetLimits.DynamoDbBatch.Within(sink.BatchSize, sink.MaxRequestSize),
                    Size = Size,
                    Parallel = all => sink.Parallel ?? all.UpdateParallel,
                    Rate = sink.Rate,
                    Order = sink.Order,
                    Key = KeyOf,
                    HasOneEntryOfAKey = true,
                    Service = nameof(StreamOptions.DynamoDb),
                    Resource = request => request.RequestItems.Keys.First(),
                    ToRequest = (_, requests) => new() { RequestItems = ByTable(requests) },
                    Send = SendAsync,
                    IsRefusalOfAnEntry = error => error.Code is "ValidationException",
                    Failed = (requests, _, response) => Unprocessed(requests, response),
                    Merge = _ => new(),
                    Describe = DynamoDbJson.Of,
                }
            );

        UnitOfWork Prepare(UnitOfWork uow)
        {
            if (uow.Has(Slots.BatchWriteRequest))
                uow = uow.With(Slots.BatchWriteRequest, null);
            if (uow.Get(Slots.ItemWriteRequest) is not { } request)
                return uow;
            if (request.PutRequest is null == request.DeleteRequest is null)
                throw new InvalidOperationException("A WriteRequest has either a PutRequest or a DeleteRequest.");
            var all = uow.Invocation.Options;
            var table =
                request.TableName
                ?? sink.TableName
                ?? all.EventTableName
                ?? all.EntityTableName
                ?? throw uow.NoTable("EVENT_TABLE_NAME or ENTITY_TABLE_NAME");
            return uow.With(Slots.ItemWriteRequest, request with { TableName = table });
        }

        async ValueTask<BatchWriteItemResponse> SendAsync(
            UnitOfWork batch,
            BatchWriteItemRequest request,
            CancellationToken cancellationToken
        )
        {
            try
            {
                return await batch.DynamoDb(sink.DynamoDb).BatchWriteItemAsync(request, cancellationToken);
            }
            finally
            {
                foreach (var table in request.RequestItems.Keys)
                    batch.Invocation.QueryCache.Forget(table);
            }
        }

        object? KeyOf(WriteRequest request) =>
            request.DeleteRequest is { Key: var key }
                ? (request.TableName, ItemKey.OfKey(key, sink.HashKey, sink.RangeKey))
            : ItemKey.Of(request.PutRequest!.Item, sink.HashKey, sink.RangeKey) is { } known
                ? (request.TableName, (object)known)
            : null;

        static long Size(WriteRequest request) =>
            (request.PutRequest?.Item ?? request.DeleteRequest!.Key).ToTypedJson().Raw.Length;

        static Dictionary<string, IReadOnlyList<WriteRequest>> ByTable(IReadOnlyList<WriteRequest> requests) =>
            requests
                .GroupBy(request => request.TableName!, StringComparer.Ordinal)
                .ToDictionary(
                    table => table.Key,
                    IReadOnlyList<WriteRequest> (table) =>
                        [.. table.Select(request => request with { TableName = null })],
                    StringComparer.Ordinal
                );

        static List<FailedEntry> Unprocessed(IReadOnlyList<WriteRequest> requests, BatchWriteItemResponse response)
        {
            var left = (
                from table in response.UnprocessedItems
                from request in table.Value
                select request with
                {
                    TableName = table.Key,
                }
            ).ToList();
            if (left.Count == 0)
                return [];
            var places = requests.Index().Where(entry => left.Remove(entry.Item)).Select(entry => entry.Index).ToList();
            // What is left and none of ours, in whatever form it came back, must not be taken for written.
            if (left.Count > 0)
                places = [.. Enumerable.Range(0, requests.Count)];
            return
            [
                .. places.Select(place => new FailedEntry(place, "UnprocessedItem", "DynamoDB did not get to it.")),
            ];
        }
    }
}
