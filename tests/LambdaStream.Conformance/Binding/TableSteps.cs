using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps for DynamoDB.</summary>
internal static class TableSteps
{
    public static Step QueryAll(RuleBinding step)
    {
        var options = Query(step) with
        {
            QueryRequest = step.Slot(Slots.QueryRequest, "queryRequestField"),
            QueryResponse = step.Slot(Slots.QueryResponse, "queryResponseField"),
        };
        return units => units.QueryAllDynamoDb(options);
    }

    public static Step BatchGet(RuleBinding step)
    {
        var options = Query(step) with
        {
            BatchGetRequest = step.Slot(Slots.BatchGetRequest, "batchGetRequestField"),
            BatchGetResponse = step.Slot(Slots.BatchGetResponse, "batchGetResponseField"),
        };
        return units => units.BatchGetDynamoDb(options);
    }

    public static Step ScanSplit(RuleBinding step)
    {
        var options = Pages(step) with
        {
            ScanRequest = step.Slot(Slots.ScanRequest, "scanRequestField"),
            ScanResponse = step.Slot(Slots.ScanResponse, "scanResponseField"),
        };
        return units => units.ScanSplitDynamoDb(options);
    }

    public static Step QuerySplit(RuleBinding step)
    {
        var options = Pages(step) with
        {
            QuerySplitRequest = step.Slot(Slots.QuerySplitRequest, "querySplitRequestField"),
            QuerySplitResponse = step.Slot(Slots.QuerySplitResponse, "querySplitResponseField"),
        };
        return units => units.QuerySplitDynamoDb(options);
    }

    public static Step Update(RuleBinding step)
    {
        var options = new UpdateOptions
        {
            Request = step.Slot(Slots.UpdateRequest, "updateRequestField"),
            FallbackRequest = step.Slot(Slots.FallbackUpdateRequest, "fallbackUpdateRequestField"),
            Response = step.Slot(Slots.UpdateResponse, "updateResponseField"),
            TableName = step.Members.Text("tableName"),
            Parallel = step.Members.Number("parallel"),
            Rate = step.Members.Rate(),
            ThrowConditionFailure = step.Members.Flag("throwConditionFailure"),
        };
        return units => units.UpdateDynamoDb(options);
    }

    public static Step Put(RuleBinding step)
    {
        var options = new PutOptions
        {
            Request = step.Slot(Slots.PutRequest, "putRequestField"),
            TableName = step.Members.Text("tableName"),
            Parallel = step.Members.Number("parallel"),
        };
        return units => units.PutDynamoDb(options);
    }

    private static QueryOptions Query(RuleBinding step) =>
        new()
        {
            TableName = step.Members.Text("tableName"),
            Parallel = step.Members.Number("parallel"),
            Retry = step.Members.Retry(),
        };

    private static SplitQueryOptions Pages(RuleBinding step) =>
        new() { TableName = step.Members.Text("tableName"), Parallel = step.Members.Number("parallel") };
}
