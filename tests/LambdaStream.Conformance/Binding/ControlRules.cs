namespace LambdaStream.Conformance.Binding;

/// <summary>The flavors behind alarms, which take only options, and the one of time series.</summary>
internal static class ControlRules
{
    public static CircuitBreaker CircuitBreaker(RuleBinding rule) => new() { Id = rule.Id, Filters = rule.Filters() };

    public static StreamFailover StreamFailover(RuleBinding rule) => new() { Id = rule.Id, Filters = rule.Filters() };

    public static MaterializeTimestream MaterializeTimestream(RuleBinding rule) =>
        new()
        {
            Id = rule.Id,
            EventType = rule.EventType(),
            Filters = rule.Filters(),
            Compact = rule.Compaction(),
            Split = SplittingFactory.Make(rule),
            ToWriteRequest = rule.Mappings("toWriteRequest", rule.Vector.Controls.Write),
            Parallel = rule.Members.Number("parallel"),
        };
}
