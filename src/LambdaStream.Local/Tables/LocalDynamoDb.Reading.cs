using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;

namespace LambdaStream.Local.Tables;

internal sealed partial class LocalDynamoDb
{
    private QueryResponse Query(QueryRequest request)
    {
        var table = Table(request.TableName);
        var index = table.Index(request.IndexName);
        CheckRead(index, request.ConsistentRead, request.Limit);
        var placeholders = new Placeholders(
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            request.KeyConditionExpression,
            request.FilterExpression,
            request.ProjectionExpression
        );
        var keys = KeyCondition.Parse(request.KeyConditionExpression, placeholders, index);
        var filter = Condition("FilterExpression", request.FilterExpression, placeholders);
        var projection = request.ProjectionExpression is { } text ? Projection.Parse(text, placeholders) : null;
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        CheckFilter(index, filter);
        var whole = ReadsTable(index, request.Select, projection);
        RowKey? start = null;
        if (request.ExclusiveStartKey is { } startKey)
        {
            index.CheckStartKey(startKey);
            keys.CheckStart(startKey);
            start = index.KeyOf(startKey);
        }

        var forward = request.ScanIndexForward ?? true;
        var page = table.Read(() =>
            Page.Read(
                index,
                index
                    .Between(forward ? start ?? keys.Low : keys.Low, forward ? keys.High : start ?? keys.High, forward)
                    .Where(row => start?.CompareTo(row.Key) is not 0 && keys.Holds(row.Item)),
                request.Limit,
                Page.Select(index, filter, projection, whole)
            )
        );
        return new() { Items = request.Select is "COUNT" ? [] : page.Items, LastEvaluatedKey = page.LastEvaluatedKey };
    }

    private ScanResponse Scan(ScanRequest request)
    {
        var table = Table(request.TableName);
        var index = table.Index(request.IndexName);
        CheckRead(index, request.ConsistentRead, request.Limit);
        CheckSegment(request.Segment, request.TotalSegments);
        var placeholders = new Placeholders(
            request.ExpressionAttributeNames,
            request.ExpressionAttributeValues,
            request.FilterExpression,
            request.ProjectionExpression
        );
        var filter = Condition("FilterExpression", request.FilterExpression, placeholders);
        var projection = request.ProjectionExpression is { } text ? Projection.Parse(text, placeholders) : null;
        placeholders.RefuseUnused();
        table.CheckPaths(placeholders.Paths);
        var whole = ReadsTable(index, select: null, projection);
        RowKey? start = null;
        if (request.ExclusiveStartKey is { } startKey)
        {
            index.CheckStartKey(startKey);
            start = index.KeyOf(startKey);
        }

        var page = table.Read(() =>
            Page.Read(
                index,
                index
                    .Behind(start)
                    .Where(row => request.Segment is not { } s || row.Key.Segment(request.TotalSegments!.Value) == s),
                request.Limit,
                Page.Select(index, filter, projection, whole)
            )
        );
        return new() { Items = page.Items, LastEvaluatedKey = page.LastEvaluatedKey };
    }

    private static void CheckRead(TableIndex index, bool? consistentRead, int? limit)
    {
        if (index.IsGlobal && consistentRead is true)
            throw DynamoDbErrors.Validation("Consistent reads are not supported on global secondary indexes");
        if (limit < 1)
            throw DynamoDbErrors.Validation("Limit must be greater than or equal to 1");
    }

    private static void CheckSegment(int? segment, int? totalSegments)
    {
        if (segment is null && totalSegments is null)
            return;
        if (totalSegments is null)
            throw DynamoDbErrors.Validation("If segment is specified, total segment must also be specified");
        if (segment is null)
        {
            throw DynamoDbErrors.Validation(
                "If total segments is specified, a particular segment must also be specified for this request"
            );
        }
        if (segment < 0 || segment >= totalSegments)
        {
            throw DynamoDbErrors.Validation(
                $"1 validation error detected: Value '{segment}' at 'segment' failed to satisfy constraint: "
                    + $"Member must have value less than or equal to {totalSegments - 1}"
            );
        }
    }

    private static void CheckFilter(TableIndex index, Condition? filter)
    {
        if (filter is null)
            return;
        var attributes = filter.Attributes().ToList();
        if (attributes.Find(index.Schema.Has) is { } key)
        {
            throw DynamoDbErrors.Validation(
                $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {key}"
            );
        }
        if (attributes.Find(name => !index.Projects(name)) is { } missing)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Secondary index {index.Name} does not project one or more filter attributes: [{missing}]"
            );
        }
    }

    /// <summary>Whether items come from the table: an index can fetch there what it does not hold, a global one cannot.</summary>
    private static bool ReadsTable(TableIndex index, string? select, Projection? projection)
    {
        CheckSelect(index, select, projection);
        if (index.IsTable || index.Projection.IsAll)
            return true;
        var missing = projection?.Attributes.FirstOrDefault(name => !index.Projects(name));
        if (index.IsGlobal && missing is not null)
        {
            throw DynamoDbErrors.InvalidParameter($"Global secondary index {index.Name} does not project [{missing}]");
        }
        return select is "ALL_ATTRIBUTES" || missing is not null;
    }

    private static void CheckSelect(TableIndex index, string? select, Projection? projection)
    {
        switch (select)
        {
            case null or "COUNT" when projection is null || select is null:
                break;
            case "ALL_ATTRIBUTES" when projection is null:
                if (index is { IsGlobal: true, Projection.IsAll: false })
                {
                    throw DynamoDbErrors.InvalidParameter(
                        $"Select type ALL_ATTRIBUTES is not supported for global secondary index {index.Name} "
                            + "because its projection type is not ALL"
                    );
                }
                break;
            case "ALL_PROJECTED_ATTRIBUTES" when projection is null:
                if (index.IsTable)
                {
                    throw DynamoDbErrors.Validation(
                        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"
                    );
                }
                break;
            case "SPECIFIC_ATTRIBUTES":
                if (projection is null)
                {
                    throw DynamoDbErrors.Validation(
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES"
                    );
                }
                break;
            case "ALL_ATTRIBUTES" or "ALL_PROJECTED_ATTRIBUTES" or "COUNT":
                throw DynamoDbErrors.Validation(
                    $"Cannot specify the ProjectionExpression when choosing to get {select}"
                );
            default:
                throw DynamoDbErrors.Validation(
                    "Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES"
                );
        }
    }
}
