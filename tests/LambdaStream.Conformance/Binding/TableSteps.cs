using LambdaStream.Queries;
using LambdaStream.Sinks;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>The steps for DynamoDB.</summary>
internal static class TableSteps
{
    public static Dictionary<string, Func<RuleBinding, Step>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["queryAllDynamoDB"] = StepForm.Of(
                Steps.QueryAllDynamoDb,
                step =>
                    Query(step) with
                    {
                        QueryRequest = step.Slot(Slots.QueryRequest, "queryRequestField"),
                        QueryResponse = step.Slot(Slots.QueryResponse, "queryResponseField"),
                    }
            ),
            ["batchGetDynamoDB"] = StepForm.Of(
                Steps.BatchGetDynamoDb,
                step =>
                    Query(step) with
                    {
                        BatchGetRequest = step.Slot(Slots.BatchGetRequest, "batchGetRequestField"),
                        BatchGetResponse = step.Slot(Slots.BatchGetResponse, "batchGetResponseField"),
                    }
            ),
            ["scanSplitDynamoDB"] = StepForm.Of(
                Steps.ScanSplitDynamoDb,
                step =>
                    Pages(step) with
                    {
                        ScanRequest = step.Slot(Slots.ScanRequest, "scanRequestField"),
                        ScanResponse = step.Slot(Slots.ScanResponse, "scanResponseField"),
                    }
            ),
            ["querySplitDynamoDB"] = StepForm.Of(
                Steps.QuerySplitDynamoDb,
                step =>
                    Pages(step) with
                    {
                        QuerySplitRequest = step.Slot(Slots.QuerySplitRequest, "querySplitRequestField"),
                        QuerySplitResponse = step.Slot(Slots.QuerySplitResponse, "querySplitResponseField"),
                    }
            ),
            ["updateDynamoDB"] = StepForm.Of(
                Steps.UpdateDynamoDb,
                step => new UpdateOptions
                {
                    Request = step.Slot(Slots.UpdateRequest, "updateRequestField"),
                    FallbackRequest = step.Slot(Slots.FallbackUpdateRequest, "fallbackUpdateRequestField"),
                    Response = step.Slot(Slots.UpdateResponse, "updateResponseField"),
                    TableName = step.Members.Text("tableName"),
                    Parallel = step.Members.Number("parallel"),
                    Rate = step.Members.Rate(),
                    ThrowConditionFailure = step.Members.Flag("throwConditionFailure"),
                }
            ),
            ["putDynamoDB"] = StepForm.Of(
                Steps.PutDynamoDb,
                step => new PutOptions
                {
                    Request = step.Slot(Slots.PutRequest, "putRequestField"),
                    TableName = step.Members.Text("tableName"),
                    Parallel = step.Members.Number("parallel"),
                }
            ),
        };

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
