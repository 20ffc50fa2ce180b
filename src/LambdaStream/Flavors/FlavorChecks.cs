using LambdaStream.Connectors;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>What several flavors check of their rules.</summary>
internal static class FlavorChecks
{
    public static void RequireQuery(
        this RuleCheck check,
        IDynamoDb? own,
        object? sync,
        object? async,
        bool isRelated = false
    )
    {
        check.RequireOneForm(sync, async, "ToQueryRequest");
        check.Require(
            (sync ?? async) is null || !isRelated,
            "ToQueryRequest and QueryRelated are both set. Set one of them."
        );
        if ((sync ?? async) is not null || isRelated)
            check.RequireDynamoDb(own);
    }

    public static void RequireGet(this RuleCheck check, IDynamoDb? own, object? sync, object? async)
    {
        check.RequireOneForm(sync, async, "ToGetRequest");
        if ((sync ?? async) is not null)
            check.RequireDynamoDb(own);
    }

    /// <summary>A key is a path or a function.</summary>
    public static void RequireOneKey(this RuleCheck check, string? path, object? sync, object? async)
    {
        check.RequireOneForm(sync, async, "ToCorrelationKey");
        check.Require(
            path is null || (sync ?? async) is null,
            "CorrelationKey and ToCorrelationKey are both set. Set one of them."
        );
        check.Require(path is not "", "CorrelationKey is empty. Set a path of the event, such as order.id.");
    }

    public static void RequireTtl(this RuleCheck check, double? days, object? function)
    {
        check.Require(days is null || function is null, "TtlDays and ToTtl are both set. Set one of them.");
        check.Require(days is not < 0, "TtlDays is negative, so the row would expire before it is written.");
    }

    public static void RequireTable(this RuleCheck check, IDynamoDb? own, string? tableName, string variable)
    {
        check.RequireDynamoDb(own);
        check.Require(
            (tableName ?? check.Options.EntityTableName ?? check.Options.EventTableName) is not null,
            $"It has no table. Set TableName, or {variable}."
        );
    }

    /// <summary>What is missing to publish the rule's events, unless faults lack the same.</summary>
    public static void RequirePublish(this RuleCheck check, Publisher? publish, PublishOptions own)
    {
        if (publish is null && check.Options.Problems.Any())
            return;
        foreach (var problem in check.Options.PublishProblems("Its events are", publish ?? check.Options.Publish, own))
            check.Require(false, problem);
    }

    public static void RequireDynamoDb(this RuleCheck check, IDynamoDb? own) =>
        check.RequirePort(own ?? check.Options.DynamoDb, nameof(StreamOptions.DynamoDb));
}
