using LambdaStream.Connectors;
using LambdaStream.Local.RealTests.Service;

namespace LambdaStream.Local.RealTests.Generation;

/// <summary>The requests of the port that a draft stands for.</summary>
internal static class DraftRequests
{
    public static UpdateItemRequest ToUpdate(this Draft draft) =>
        new()
        {
            TableName = draft.TableName,
            Key = draft.Items[0],
            UpdateExpression = draft.Expression("UpdateExpression"),
            ConditionExpression = draft.Expression("ConditionExpression"),
            ExpressionAttributeNames = draft.Names,
            ExpressionAttributeValues = draft.Values,
            ReturnValues = draft.ReturnValues,
        };

    public static PutItemRequest ToPut(this Draft draft) =>
        new()
        {
            TableName = draft.TableName,
            Item = draft.Items[0],
            ConditionExpression = draft.Expression("ConditionExpression"),
            ExpressionAttributeNames = draft.Names,
            ExpressionAttributeValues = draft.Values,
            ReturnValues = draft.ReturnValues,
        };

    public static BatchGetItemRequest ToBatchGet(this Draft draft) =>
        new()
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                [draft.TableName] = new()
                {
                    Keys = draft.Items,
                    ConsistentRead = draft.ConsistentRead,
                    ProjectionExpression = draft.Expression("ProjectionExpression"),
                    ExpressionAttributeNames = draft.Names,
                },
            },
        };

    public static QueryRequest ToQuery(this Draft draft, Item? start) =>
        new()
        {
            TableName = draft.TableName,
            IndexName = draft.IndexName,
            KeyConditionExpression = draft.Expression("KeyConditionExpression"),
            FilterExpression = draft.Expression("FilterExpression"),
            ProjectionExpression = draft.Expression("ProjectionExpression"),
            ExpressionAttributeNames = draft.Names,
            ExpressionAttributeValues = draft.Values,
            ConsistentRead = draft.ConsistentRead,
            ScanIndexForward = draft.Forward,
            Limit = draft.Limit,
            ExclusiveStartKey = start,
            Select = draft.Select,
        };

    public static ScanRequest ToScan(this Draft draft, int segment, Item? start) =>
        new()
        {
            TableName = draft.TableName,
            IndexName = draft.IndexName,
            FilterExpression = draft.Expression("FilterExpression"),
            ProjectionExpression = draft.Expression("ProjectionExpression"),
            ExpressionAttributeNames = draft.Names,
            ExpressionAttributeValues = draft.Values,
            ConsistentRead = draft.ConsistentRead,
            Limit = draft.Limit,
            ExclusiveStartKey = start,
            Segment = draft.TotalSegments is null ? null : segment,
            TotalSegments = draft.TotalSegments,
        };

    public static BatchWriteItemRequest ToBatchWrite(this Draft draft) =>
        new()
        {
            RequestItems = draft
                .Parts.GroupBy(part => part.TableName)
                .ToDictionary(
                    table => table.Key,
                    IReadOnlyList<WriteRequest> (table) =>
                        [
                            .. table.Select(part =>
                                part.Write is WriteKind.Delete
                                    ? WriteRequest.Delete(part.Items[0])
                                    : WriteRequest.Put(part.Items[0])
                            ),
                        ]
                ),
        };

    public static TransactWriteItemsRequest ToTransaction(this Draft draft) =>
        TransactWriteItemsRequest.Of([.. draft.Parts.Select(ToTransactItem)]);

    private static TransactWriteItem ToTransactItem(Draft part) =>
        part switch
        {
            { Write: WriteKind.Delete } => new DeleteItemRequest
            {
                TableName = part.TableName,
                Key = part.Items[0],
                ConditionExpression = part.Expression("ConditionExpression"),
                ExpressionAttributeNames = part.Names,
                ExpressionAttributeValues = part.Values,
                ReturnValuesOnConditionCheckFailure = part.ReturnValues,
            },
            { Write: WriteKind.ConditionCheck } => new ConditionCheck
            {
                TableName = part.TableName,
                Key = part.Items[0],
                ConditionExpression = part.Expression("ConditionExpression")!,
                ExpressionAttributeNames = part.Names,
                ExpressionAttributeValues = part.Values,
                ReturnValuesOnConditionCheckFailure = part.ReturnValues,
            },
            { Kind: OperationKind.PutItem } => part.ToPut() with
            {
                ReturnValuesOnConditionCheckFailure = part.ReturnValues,
            },
            _ => part.ToUpdate() with { ReturnValuesOnConditionCheckFailure = part.ReturnValues },
        };

    /// <summary>The request as it is sent.</summary>
    public static Json ToJson(this Draft draft) =>
        draft.Kind switch
        {
            OperationKind.UpdateItem => RequestJson.Of(draft.ToUpdate()),
            OperationKind.PutItem => RequestJson.Of(draft.ToPut()),
            OperationKind.BatchGetItem => RequestJson.Of(draft.ToBatchGet()),
            OperationKind.BatchWriteItem => RequestJson.Of(draft.ToBatchWrite()),
            OperationKind.TransactWriteItems => RequestJson.Of(draft.ToTransaction()),
            OperationKind.Query => RequestJson.Of(draft.ToQuery(draft.StartKey)),
            _ => RequestJson.Of(draft.ToScan(0, draft.StartKey)),
        };
}
