namespace LambdaStream;

/// <summary>What the flavors on a table of collected events check of their rules.</summary>
internal static class CollectedChecks
{
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

    /// <summary>A time to live is a number of days or a function.</summary>
    public static void RequireTtl(this RuleCheck check, double? days, object? sync, object? async)
    {
        check.RequireOneForm(sync, async, "ToTtl");
        check.Require(days is null || (sync ?? async) is null, "TtlDays and ToTtl are both set. Set one of them.");
        check.Require(days is not < 0, "TtlDays is negative, so the row would expire before it is written.");
    }

    /// <summary>A row expires into an event of the type with -expired, or of a type of its own.</summary>
    public static void RequireOneExpiry(this RuleCheck check, string? type) =>
        check.Require(type is not "", "ExpireType is empty. Set a type, or Expire.");
}
