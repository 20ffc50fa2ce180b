using System.Text.Json.Nodes;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Binding;

/// <summary>Makes the library's rules of a vector's. A new flavor is one more entry.</summary>
internal sealed class RuleFactory(VectorBinding vector)
{
    private static readonly Dictionary<string, Func<RuleBinding, Rule>> Flavors = new(StringComparer.Ordinal)
    {
        ["materialize"] = Materialize,
        ["cdc"] = Cdc,
        ["sendMessages"] = SendMessages,
        ["materializeS3"] = ObjectRules.Materialize,
        ["circuitBreaker"] = ControlRules.CircuitBreaker,
        ["streamFailover"] = ControlRules.StreamFailover,
        ["materializeTimestream"] = ControlRules.MaterializeTimestream,
        ["pipeline"] = Pipeline,
        ["firehoseTransform"] = FirehoseRules.Transform,
        ["firehoseDrop"] = FirehoseRules.Drop,
        ["update"] = CollectedRules.Update,
        ["collect"] = CollectedRules.Collect,
        ["correlate"] = CollectedRules.Correlate,
        ["evaluate"] = CollectedRules.Evaluate,
        ["expired"] = CollectedRules.Expired,
        ["job"] = CollectedRules.Job,
    };

    /// <summary>The rule; null where the library lacks its flavor.</summary>
    public Rule? Make(JsonObject definition)
    {
        var binding = new RuleBinding(definition, vector);
        if (!Flavors.TryGetValue(binding.Flavor, out var make))
        {
            vector.Missing.Add($"the flavor {binding.Flavor}");
            return null;
        }
        var rule = make(binding);
        // A flavor that encrypts nothing takes these all the same, as the reference library does.
        EncryptionForms.Function(binding);
        binding.ReportMissing($"the flavor {binding.Flavor}");
        return rule;
    }

    private static Materialize Materialize(RuleBinding rule)
    {
        var forms = rule.Vector.Forms;
        var encrypts = rule.UsesForm("toUpdateRequest", "$encrypt");
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Compact = rule.Compaction(),
            Split = SplittingFactory.Make(rule),
            ToUpdateRequest = encrypts ? null : rule.Mappings("toUpdateRequest", forms.UpdateItem),
            ToUpdateRequestAsync = encrypts ? rule.MappingsAsync("toUpdateRequest", forms.UpdateItem) : null,
            Encryption = encrypts ? EncryptionForms.Fields(rule) : null,
            ToEncryption = encrypts ? EncryptionForms.Function(rule) : null,
            ToFallbackUpdateRequest = rule.Mapping("toFallbackUpdateRequest", forms.UpdateItem),
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            Rate = rule.Members.Rate(),
            ThrowConditionFailure = rule.Members.Flag("throwConditionFailure"),
        };
    }

    private static Cdc Cdc(RuleBinding rule)
    {
        var toEvent = rule.Members.Node("toEvent");
        var (publisher, options) = PublishFactory.Make(rule.Members, rule.Vector.Missing);
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Compact = rule.Compaction(),
            ToQueryRequest = ToQueryRequest(rule),
            ToGetRequest = ToGetRequest(rule),
            ToEvent = rule.Mappings("toEvent", node => Events.Of(node, toEvent)),
            Encryption = EncryptionForms.Fields(rule),
            ToEncryption = EncryptionForms.Function(rule),
            EventSlot = rule.EventSlot("eventField"),
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            Publish = publisher,
            PublishOptions = options,
        };
    }

    private static SendMessages SendMessages(RuleBinding rule)
    {
        var isSns = rule.Members.Flag("sns") | rule.Members.Has("topicArn");
        return new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Compact = rule.Compaction(),
            ToQueryRequest = ToQueryRequest(rule),
            ToGetRequest = ToGetRequest(rule),
            ToSqsMessage = isSns ? null : rule.Mappings("toMessage", rule.Vector.Messages.Sqs),
            ToSnsMessage = isSns ? rule.Mappings("toMessage", rule.Vector.Messages.Sns) : null,
            TableName = rule.Members.Text("tableName"),
            Parallel = rule.Members.Number("parallel"),
            SqsOptions = MessageOptions.Sqs(rule),
            SnsOptions = MessageOptions.Sns(rule),
        };
    }

    private static Pipeline Pipeline(RuleBinding rule)
    {
        var steps = new StepFactory(rule).Make(rule.Members.Node("steps") as JsonArray ?? []);
        return new(rule.Id, steps)
        {
            Encryption = EncryptionForms.Fields(rule),
            ToEncryption = EncryptionForms.Function(rule),
        };
    }

    internal static Func<UnitOfWork, QueryRequest?>? ToQueryRequest(RuleBinding rule, string member = "toQueryRequest")
    {
        var pk = rule.Members.Text("pkFn") ?? "pk";
        var (index, attribute) = (rule.Members.Text("indexNm"), rule.Members.Text("indexFn"));
        var isRelated = rule.Members.Flag("queryRelated");
        rule.Vector.Slots.Alias("queryResponse", rule.Members.Text("queryResponseField"));
        if (rule.Members.Node(member) is not JsonValue helper)
            return rule.Mapping(member, rule.Vector.Forms.Query) ?? (isRelated ? Query.ByPartition(pk) : null);
        switch (helper.ToString())
        {
            case "toPkQueryRequest":
                return Query.ByPartition(pk);
            case "toIndexQueryRequest":
                return Query.ByIndex(index ?? "", attribute ?? "");
            case var name:
                rule.Vector.Missing.Add($"the helper {name}");
                return null;
        }
    }

    internal static Func<UnitOfWork, BatchGetItemRequest?>? ToGetRequest(RuleBinding rule)
    {
        var keys = rule.Members.Texts("fks") ?? [];
        rule.Vector.Slots.Alias("batchGetResponse", rule.Members.Text("batchGetResponseField"));
        if (rule.Members.Node("toGetRequest") is not JsonValue helper)
            return rule.Mapping("toGetRequest", rule.Vector.Forms.BatchGetItem);
        if (helper.ToString() == "toGetRequest")
            return Query.ByForeignKeys(rule.Members.Text("tableName"), keys);
        rule.Vector.Missing.Add($"the helper {helper}");
        return null;
    }
}
