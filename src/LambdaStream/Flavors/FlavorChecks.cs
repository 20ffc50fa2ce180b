using LambdaStream.Connectors;

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

    /// <summary>Where a rule encrypts what its mapping gives, the mapping must be one that can.</summary>
    public static void RequireEncrypting(this RuleCheck check, object? async, string name) =>
        check.Require(
            !check.Rule.Encrypts || async is not null,
            $"Encryption is set, but nothing would be encrypted. Set {name}, and give what it stores to uow.EncryptDataAsync(...)."
        );

    /// <summary>A flavor that has nothing to encrypt must not look as if it did.</summary>
    public static void RefuseEncryption(this RuleCheck check) =>
        check.Require(!check.Rule.Encrypts, "Encryption is set, but this flavor encrypts nothing. Remove it.");

    public static void RequireDynamoDb(this RuleCheck check, IDynamoDb? own) =>
        check.RequirePort(own ?? check.Options.DynamoDb, nameof(StreamOptions.DynamoDb));
}
