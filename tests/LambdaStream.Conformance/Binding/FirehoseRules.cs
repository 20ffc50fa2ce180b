using LambdaStream.Conformance.Services.Ports;

namespace LambdaStream.Conformance.Binding;

/// <summary>The flavors behind Firehose.</summary>
internal static class FirehoseRules
{
    public static FirehoseTransform Transform(RuleBinding rule) =>
        new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Transform = Template(rule, "transform"),
            Metadata = Template(rule, "metadata"),
            TableName = rule.Members.Text("tableName"),
        };

    // Without rules it drops all, and what a rule transforms is delivered nevertheless.
    public static FirehoseDrop Drop(RuleBinding rule) => new() { Id = rule.Id };

    private static Func<UnitOfWork, Json>? Template(RuleBinding rule, string name) =>
        rule.Members.Node(name) is { } template
            ? uow => ApiJson.ToJson(rule.Vector.Evaluator.Evaluate(template, rule.ContextOf(uow)).Node)
            : null;
}
