using LambdaStream.Connectors;
using LambdaStream.Observing;
using LambdaStream.Queries;

namespace LambdaStream;

public static partial class Steps
{
    /// <summary>Makes one unit of work of each item that each unit's <see cref="Slots.ScanRequest"/> finds.</summary>
    /// <remarks>
    /// The item is in <see cref="Slots.ScanResponse"/>. A page is read when the units of the page before are through, the first page of
    /// <see cref="StreamOptions.ScanParallel"/> units at once.
    /// <see cref="ScanRequest.Limit"/> is a total, and no page is read once it is reached. Where a page cannot be read the unit is
    /// a fault; the units of the pages before go on. A unit without a request passes.
    /// </remarks>
    public static IAsyncEnumerable<UnitOfWork> ScanSplitDynamoDb(
        this IAsyncEnumerable<UnitOfWork> source,
        SplitQueryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var query = options ?? SplitQueryOptions.Default;
        return source
            .RateLimit(query.Rate)
            .SplitPages(
                query.ScanRequest,
                query.ScanResponse,
                query,
                (uow, request) =>
                    new Paging<ScanRequest>
                    {
                        First = request,
                        Limit = request.Limit,
                        Start = page => page.ExclusiveStartKey,
                        From = (page, start) => page with { ExclusiveStartKey = start },
                        ReadAsync = async (page, token) =>
                        {
                            var table = query.TableOf(uow, page.TableName);
                            var answer = await uow.AskAsync(
                                nameof(StreamOptions.DynamoDb),
                                table,
                                uow.DynamoDb(query.DynamoDb).ScanAsync,
                                page with
                                {
                                    TableName = table,
                                },
                                token
                            );
                            return new(answer.Items, answer.LastEvaluatedKey);
                        },
                    },
                new Io("scan", "dynamodb", "Scan", query.ScanRequest, query.TableIn)
            );
    }
}
