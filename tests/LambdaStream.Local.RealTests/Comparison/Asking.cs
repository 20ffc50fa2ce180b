using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Generation;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>Sends a request, and reads queries and scans to their end.</summary>
internal static class Asking
{
    // No table of these tests has so many pages, so more would be a loop.
    private const int MaxPages = 200;

    public static async Task<Answer> AskAsync(this IDynamoDb dynamoDb, Draft draft, CancellationToken cancellationToken)
    {
        var pages = new List<AnswerPage>();
        try
        {
            await foreach (var page in dynamoDb.PagesAsync(draft, cancellationToken))
                pages.Add(page);
            return new(pages, null);
        }
        catch (ServiceException refusal)
        {
            return new(pages, refusal);
        }
    }

    private static async IAsyncEnumerable<AnswerPage> PagesAsync(
        this IDynamoDb dynamoDb,
        Draft draft,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        switch (draft.Kind)
        {
            case OperationKind.UpdateItem:
                var updated = await dynamoDb.UpdateItemAsync(draft.ToUpdate(), cancellationToken);
                yield return One(updated.Attributes);
                break;
            case OperationKind.PutItem:
                var put = await dynamoDb.PutItemAsync(draft.ToPut(), cancellationToken);
                yield return One(put.Attributes);
                break;
            case OperationKind.BatchGetItem:
                var got = await dynamoDb.BatchGetItemAsync(draft.ToBatchGet(), cancellationToken);
                foreach (var items in got.Responses.Values)
                    yield return new(items, null);
                break;
            case OperationKind.BatchWriteItem:
                await dynamoDb.BatchWriteItemAsync(draft.ToBatchWrite(), cancellationToken);
                yield return One(null);
                break;
            case OperationKind.TransactWriteItems:
                await dynamoDb.TransactWriteItemsAsync(draft.ToTransaction(), cancellationToken);
                yield return One(null);
                break;
            case OperationKind.Query:
                var start = draft.StartKey;
                for (var count = 0; count < MaxPages; count++)
                {
                    var page = await dynamoDb.QueryAsync(draft.ToQuery(start), cancellationToken);
                    yield return new(page.Items, page.LastEvaluatedKey);
                    start = page.LastEvaluatedKey;
                    if (start is null)
                        break;
                }
                break;
            default:
                for (var segment = 0; segment < (draft.TotalSegments ?? 1); segment++)
                {
                    var from = draft.StartKey;
                    for (var count = 0; count < MaxPages; count++)
                    {
                        var page = await dynamoDb.ScanAsync(draft.ToScan(segment, from), cancellationToken);
                        yield return new(page.Items, page.LastEvaluatedKey);
                        from = page.LastEvaluatedKey;
                        if (from is null)
                            break;
                    }
                }
                break;
        }
    }

    private static AnswerPage One(Item? item) => new(item is null ? [] : [item], null);
}
