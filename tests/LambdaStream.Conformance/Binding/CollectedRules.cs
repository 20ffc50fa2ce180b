using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Values;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the rules of a control service, and those that react to a table of its own.</summary>
internal static class CollectedRules
{
    private const string QueryResponse = "queryResponse";

    public static Update Update(RuleBinding rule)
    {
        var encrypts = rule.UsesForm("toUpdateRequest", "$encrypt");
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            IncludeLatched = rule.Members.Flag("skipLatched"),
            Compact = rule.Compaction(),
            ToQueryRequest = RuleFactory.ToQueryRequest(rule),
            Split = SplittingFactory.Make(rule, QueryResponse),
            ToGetRequest = RuleFactory.ToGetRequest(rule),
            ToUpdateRequest = encrypts ? null : rule.Mappings("toUpdateRequest", rule.Vector.Forms.UpdateItem),
            ToUpdateRequestAsync = encrypts
                ? rule.MappingsAsync("toUpdateRequest", rule.Vector.Forms.UpdateItem)
                : null,
            Encryption = encrypts ? EncryptionForms.Fields(rule) : null,
            ToEncryption = encrypts ? EncryptionForms.Function(rule) : null,
            ToFallbackUpdateRequest = rule.Mapping("toFallbackUpdateRequest", rule.Vector.Forms.UpdateItem),
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
            ThrowConditionFailure = rule.Members.Flag("throwConditionFailure"),
        };
    }

    public static Collect Collect(RuleBinding rule)
    {
        var (path, key) = CorrelationKey(rule);
        var (days, ttl) = Ttl(rule);
        var (expires, type) = Expire(rule);
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            CorrelationKey = path,
            ToCorrelationKey = key,
            TtlDays = days,
            ToTtl = ttl,
            Expire = expires,
            ExpireType = type,
            IncludeRaw = rule.Members.Flag("includeRaw"),
            ToPutRequest = rule.Mappings("toPutRequest", rule.Vector.Forms.PutItem),
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
        };
    }

    public static Correlate Correlate(RuleBinding rule)
    {
        var (path, key) = CorrelationKey(rule);
        var hasTtl = rule.Members.Has("ttl");
        var (days, ttl) = Ttl(rule);
        var (expires, type) = Expire(rule);
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            CorrelationKey = path,
            ToCorrelationKey = key,
            CorrelationKeySuffix = rule.Members.Text("correlationKeySuffix"),
            TtlDays = hasTtl ? days : null,
            ToTtl = hasTtl ? ttl : null,
            Expire = expires,
            ExpireType = type,
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
        };
    }

    public static Evaluate Evaluate(RuleBinding rule)
    {
        var expression = rule.Members.Node("expression");
        var emit = rule.Members.Node("emit");
        var (publisher, options) = PublishFactory.Make(rule.Members, rule.Vector.Missing);
        var isType = emit is JsonValue text && text.GetValueKind() is JsonValueKind.String;
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            CorrelationKeySuffix = rule.Members.Text("correlationKeySuffix"),
            Index = rule.Members.Text("index") ?? "DataIndex",
            Expression = expression is null ? null : uow => Evaluation(rule, expression, uow),
            Emit = isType ? emit!.ToString() : null,
            ToEvent =
                isType || emit is null
                    ? null
                    : (uow, template) =>
                        RuleBinding.Several(
                            rule.Evaluate(emit, uow, "template", ApiJson.From(template.ToJson())),
                            Events.Of
                        ),
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            Publish = publisher,
            PublishOptions = options,
        };
    }

    public static Expired Expired(RuleBinding rule)
    {
        var (publisher, options) = PublishFactory.Make(rule.Members, rule.Vector.Missing);
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Publish = publisher,
            PublishOptions = options,
        };
    }

    public static Job Job(RuleBinding rule)
    {
        var (publisher, options) = PublishFactory.Make(rule.Members, rule.Vector.Missing);
        var forms = rule.Vector.Forms;
        var cursorKey = rule.Members.Node("cursorKeyFn");
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            JobFilters = rule.Filters("jobFilters"),
            ToScanRequest = rule.Mapping("toScanRequest", forms.Scan),
            ToQuerySplitRequest = rule.Mapping("toQuerySplitRequest", forms.Query),
            Filters = rule.Filters(),
            ToQueryRequest = RuleFactory.ToQueryRequest(
                rule,
                rule.Members.Has("toQueryRelatedRequest") ? "toQueryRelatedRequest" : "toQueryRequest"
            ),
            Split = SplittingFactory.Make(rule, QueryResponse),
            ToGetRequest = RuleFactory.ToGetRequest(rule),
            ToUpdateRequest = rule.Mappings("toUpdateRequest", forms.UpdateItem),
            ToEvent = rule.Mappings("toEvent", Events.Of),
            Encryption = EncryptionForms.Fields(rule),
            ToEncryption = EncryptionForms.Function(rule),
            ToCursorUpdateRequest = rule.Mapping("toCursorUpdateRequest", forms.UpdateItem),
            ToCursorKey = cursorKey is null ? null : uow => rule.Evaluate(cursorKey, uow).Node?.ToString() ?? "",
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
            ThrowConditionFailure = rule.Members.Flag("throwConditionFailure"),
            Publish = publisher,
            PublishOptions = options,
        };
    }

    private static Evaluation? Evaluation(RuleBinding rule, JsonNode expression, UnitOfWork uow)
    {
        if (IsPredicate(expression))
            return rule.Predicate(expression)(uow);
        var value = rule.Evaluate(expression, uow);
        return value.Node switch
        {
            JsonArray events => LambdaStream.Evaluation.Of([.. events.Select(one => Events.Of(one)).OfType<Event>()]),
            JsonObject => Events.Of(value.Node),
            _ => value.IsTrue,
        };
    }

    private static bool IsPredicate(JsonNode expression) =>
        expression is JsonObject members
        && (
            members.All(member => !member.Key.StartsWith('$'))
            || members is { Count: 1 } && members.ContainsKey("$throw")
        );

    private static (string? Path, Func<UnitOfWork, string?>? Function) CorrelationKey(RuleBinding rule) =>
        rule.Members.Node("correlationKey") switch
        {
            null => default,
            JsonValue path when path.GetValueKind() is JsonValueKind.String => (path.ToString(), null),
            var template => (null, uow => rule.Evaluate(template, uow).Node?.ToString()),
        };

    private static (double? Days, Func<UnitOfWork, long?>? Function) Ttl(RuleBinding rule)
    {
        var byDefault = rule.Members.Node("defaultTtl");
        return (rule.Members.Node("ttl") ?? byDefault) switch
        {
            null => default,
            JsonValue days when days.GetValueKind() is JsonValueKind.Number => (JavaScriptNumber.Double(days), null),
            var template => (null, uow => Seconds(rule.Evaluate(template, uow))),
        };
    }

    private static long? Seconds(Value value) =>
        value.Node is JsonValue number ? (long)JavaScriptNumber.Double(number) : null;

    private static (bool Expires, string? Type) Expire(RuleBinding rule) =>
        rule.Members.Node("expire") is JsonValue text && text.GetValueKind() is JsonValueKind.String
            ? (true, text.ToString())
            : (rule.Members.Flag("expire"), null);
}
