using LambdaStream.Calls;
using LambdaStream.Connectors;
using LambdaStream.Encryption;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's <see cref="Slots.QueryRequest"/> and leaves all items that it finds in <see cref="Slots.QueryResponse"/>.</summary>
    /// <remarks>
    /// Pages are followed to the end, or until <see cref="QueryRequest.Limit"/> items are there: it is a total. Equal
    /// queries of an invocation are sent once, as long as it has read no more than 4,000 items since. Items that carry encryption metadata are decrypted. A unit without a request
    /// passes.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> QueryAllDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? QueryOptions.Default;
        return source.SendRequests(
            new RequestStep<QueryRequest, DecryptedItems>
            {
                Request = query.QueryRequest,
                Step = "query",
                Service = nameof(StreamOptions.DynamoDb),
                Operation = "Query",
                Target = all => query.TableName ?? all.EventTableName ?? all.EntityTableName,
                Parallel = all => query.Parallel ?? all.QueryParallel,
                Rate = query.Rate,
                Order = query.Order,
                Send = (uow, request, token) => uow.QueryAllAsync(request, query, isFresh: false, token),
                Answer = (uow, _, found) => uow.With(query.QueryResponse, found.Items).WithSecrets(found.Fields),
            }
        );
    }

    /// <summary>All items of a query, out of the invocation's cache unless they must be fresh.</summary>
    internal static async ValueTask<DecryptedItems> QueryAllAsync(
        this UnitOfWork uow,
        QueryRequest request,
        QueryOptions query,
        bool isFresh,
        CancellationToken cancellationToken
    )
    {
        var all = uow.Invocation.Options;
        var table =
            request.TableName
            ?? query.TableName
            ?? all.EventTableName
            ?? all.EntityTableName
            ?? throw uow.NoTable("EVENT_TABLE_NAME or ENTITY_TABLE_NAME");
        request = request with { TableName = table };
        var dynamoDb = uow.DynamoDb(query.DynamoDb);
        return isFresh
            ? await PagesAsync()
            : await uow.Invocation.QueryCache.GetAsync(
                new(dynamoDb, table, new QueryQuestion(request, query.Decrypt)),
                PagesAsync,
                found => found.Items.Count,
                uow
            );

        async ValueTask<DecryptedItems> PagesAsync()
        {
            List<Item>? items = null;
            var most = request.Limit ?? int.MaxValue;
            var page = request;
            while (true)
            {
                var answer = await uow.AskAsync(
                    nameof(StreamOptions.DynamoDb),
                    table,
                    static (asked, token) => asked.Port.QueryAsync(asked.Page, token),
                    (Port: dynamoDb, Page: page),
                    cancellationToken
                );
                var isLast = answer.LastEvaluatedKey is not { Count: > 0 };
                // Mostly there is one page, which is the answer.
                if (items is null && isLast && answer.Items.Count <= most)
                    return await uow.DecryptAllAsync(answer.Items, query.Decrypt, cancellationToken);
                items ??= [];
                items.AddRange(answer.Items.Take(most - items.Count));
                if (isLast || items.Count >= most)
                    return await uow.DecryptAllAsync(items, query.Decrypt, cancellationToken);
                page = page with { ExclusiveStartKey = answer.LastEvaluatedKey };
            }
        }
    }
}
