using LambdaStream.Connectors;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Sends each unit's <see cref="Slots.QueryRequest"/> and leaves all items that it finds in <see cref="Slots.QueryResponse"/>.</summary>
    /// <remarks>
    /// Pages are followed to the end, or until <see cref="QueryRequest.Limit"/> items are there: it is a total. Equal
    /// queries of an invocation are sent once. A unit without a request passes.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> QueryAllDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        QueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? QueryOptions.Default;
        return source
            .RateLimit(query.Rate)
            .Concurrently(
                all => query.Parallel ?? all.QueryParallel,
                (uow, token) => uow.Get(Slots.QueryRequest) is { } request ? AskAsync(uow, request, token) : new(uow),
                query.Order
            );

        async ValueTask<UnitOfWork?> AskAsync(
            UnitOfWork uow,
            QueryRequest request,
            CancellationToken cancellationToken
        ) => uow.With(Slots.QueryResponse, await uow.QueryAllAsync(request, query.TableName, false, cancellationToken));
    }

    /// <summary>All items of a query, for functions that ask a table themselves, such as <see cref="Rule.FiltersAsync"/>.</summary>
    /// <param name="uow">The unit, whose invocation remembers the answer.</param>
    /// <param name="request">The query; its limit is a total.</param>
    /// <param name="tableName">The table of a request that names none; by default EVENT_TABLE_NAME, else ENTITY_TABLE_NAME.</param>
    /// <param name="isFresh">Whether the table is asked even if the invocation remembers an answer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async ValueTask<IReadOnlyList<Item>> QueryAllAsync(
        this UnitOfWork uow,
        QueryRequest request,
        string? tableName = null,
        bool isFresh = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(uow);
        ArgumentNullException.ThrowIfNull(request);
        var all = uow.Invocation.Options;
        var table =
            request.TableName
            ?? tableName
            ?? all.EventTableName
            ?? all.EntityTableName
            ?? throw uow.NoTable("EVENT_TABLE_NAME or ENTITY_TABLE_NAME");
        request = request with { TableName = table };
        return isFresh
            ? await PagesAsync()
            : await uow.Invocation.QueryCache.GetAsync(table, DynamoDbJson.Of(request).ToString(), PagesAsync);

        async Task<IReadOnlyList<Item>> PagesAsync()
        {
            var items = new List<Item>();
            var most = request.Limit ?? int.MaxValue;
            var page = request;
            while (true)
            {
                var answer = await uow.DynamoDb().QueryAsync(page, cancellationToken);
                items.AddRange(answer.Items.Take(most - items.Count));
                if (answer.LastEvaluatedKey is not { Count: > 0 } last || items.Count >= most)
                    return items;
                page = page with { ExclusiveStartKey = last };
            }
        }
    }
}
