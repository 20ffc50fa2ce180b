using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    // BatchGetItem takes no more.
    private const int MaxKeys = 100;

    /// <summary>Sends each unit's <see cref="Slots.BatchGetRequest"/> and leaves what it finds in <see cref="Slots.BatchGetResponse"/>.</summary>
    /// <remarks>
    /// Keys that stand twice are asked for once, more than 100 keys go in several calls, and keys that the service did not
    /// get to are asked for again, <see cref="StreamOptions.BatchMaxRetries"/> times at most. Equal requests of an
    /// invocation are sent once, as long as it has read no more than 4,000 items since. Items that carry encryption metadata are decrypted. A unit without a request passes.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> BatchGetDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? QueryOptions.Default;
        return source.SendRequests(
            new RequestStep<BatchGetItemRequest, FoundItems>
            {
                Request = query.BatchGetRequest,
                Step = "get",
                Service = nameof(StreamOptions.DynamoDb),
                Operation = "BatchGetItem",
                Parallel = all => query.Parallel ?? all.GetParallel,
                Rate = query.Rate,
                Order = query.Order,
                Send = CachedAsync,
                Answer = (uow, _, found) => uow.With(query.BatchGetResponse, found.Response).WithSecrets(found.Fields),
            }
        );

        ValueTask<FoundItems> CachedAsync(
            UnitOfWork uow,
            BatchGetItemRequest request,
            CancellationToken cancellationToken
        )
        {
            var dynamoDb = uow.DynamoDb(query.DynamoDb);
            ValueTask<FoundItems> Ask() => AskAsync(uow, dynamoDb, request, query.Decrypt, cancellationToken);
            // A write forgets by table; who reads from several tables at once is not cached.
            return request.RequestItems.Count == 1
                ? uow.Invocation.QueryCache.GetAsync(
                    new(dynamoDb, request.RequestItems.First().Key, $"{DynamoDbJson.Of(request)} {query.Decrypt}"),
                    Ask,
                    found => found.Response.Responses.Values.Sum(items => items.Count),
                    uow
                )
                : Ask();
        }

        async ValueTask<FoundItems> AskAsync(
            UnitOfWork uow,
            IDynamoDb dynamoDb,
            BatchGetItemRequest request,
            bool? decrypts,
            CancellationToken cancellationToken
        )
        {
            var found = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
            foreach (var chunk in Chunks(request))
            {
                var responses = await BatchRetry.SendAsync(
                    chunk,
                    (keys, token) =>
                        uow.AskAsync(
                            nameof(StreamOptions.DynamoDb),
                            keys.RequestItems.First().Key,
                            dynamoDb.BatchGetItemAsync,
                            keys,
                            token
                        ),
                    static (_, response) =>
                        response.UnprocessedKeys.Count == 0 ? null : new() { RequestItems = response.UnprocessedKeys },
                    DynamoDbJson.Of,
                    query.Retry?.Over(uow.Invocation.Options) ?? uow.Invocation.Options,
                    cancellationToken
                );
                foreach (var (table, items) in responses.SelectMany(response => response.Responses))
                    found[table] = found.TryGetValue(table, out var before) ? [.. before, .. items] : items;
            }
            var secrets = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (table, items) in found.ToList())
            {
                var clear = await uow.DecryptAllAsync(items, decrypts, cancellationToken);
                found[table] = clear.Items;
                secrets.UnionWith(clear.Fields);
            }
            return new(new() { Responses = found }, secrets);
        }

        static IEnumerable<BatchGetItemRequest> Chunks(BatchGetItemRequest request)
        {
            var keys = from table in request.RequestItems from key in table.Value.Keys.Distinct() select (table, key);
            return keys.Chunk(MaxKeys)
                .Select(chunk => new BatchGetItemRequest
                {
                    RequestItems = chunk
                        .GroupBy(entry => entry.table.Key, entry => entry)
                        .ToDictionary(
                            table => table.Key,
                            table => table.First().table.Value with { Keys = [.. table.Select(entry => entry.key)] }
                        ),
                });
        }
    }

    // What was found, and the names of the fields that were decrypted in it.
    private sealed record FoundItems(BatchGetItemResponse Response, IReadOnlyCollection<string> Fields);
}
