using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps of a hand-made pipeline. A new step is one more entry in the steps of its kind.</summary>
internal sealed class StepFactory(RuleBinding rule)
{
    private static readonly Dictionary<string, Func<RuleBinding, Step>> Known = new(
        [
            new("compact", Compact),
            new("group", Group),
            new("splitObject", Split),
            .. TableSteps.All,
            .. ObjectSteps.All,
            .. SendingSteps.All,
            .. EncryptionSteps.All,
        ],
        StringComparer.Ordinal
    );

    public Step Make(JsonArray steps)
    {
        var made = steps.Select(step => Make(step!.AsObject())).ToList();
        return units => made.Aggregate(units, (stream, step) => step(stream));
    }

    private Step Make(JsonObject definition)
    {
        var (name, argument) = definition.First();
        switch (name)
        {
            case "set":
                return units => units.Map(uow => Set(uow, argument));
            case "filter":
                return units => units.Filter(rule.Predicate(argument));
        }
        if (!Known.TryGetValue(name, out var make))
        {
            rule.Vector.Missing.Add($"the step {name}");
            return units => units;
        }
        var step = rule.Step(argument as JsonObject ?? []);
        var made = make(step);
        step.Members.TakeQuiet();
        // What the step has asked for is known of the rule's members too.
        foreach (var member in step.Members.Asked)
            rule.Members.Node(member);
        foreach (var member in step.Members.Unasked)
            rule.Vector.Missing.Add($"the member {member} of the step {name}");
        return made;
    }

    private UnitOfWork Set(UnitOfWork uow, JsonNode? template)
    {
        var value = rule.Vector.Evaluator.Evaluate(template, rule.ContextOf(uow));
        return (value.Node as JsonObject ?? []).Aggregate(
            uow,
            (unit, member) =>
                member.Key == "event"
                    ? unit.With(Events.Of(member.Value) ?? Event.None)
                    : rule.Vector.Slots.Write(unit, member.Key, member.Value)
        );
    }

    private static Step Compact(RuleBinding step) =>
        step.Compaction() is { } compaction ? units => units.Compact(compaction) : units => units;

    private static Step Group(RuleBinding step) => step.Members.Flag("group") ? units => units.Group() : units => units;

    private static Step Split(RuleBinding step) =>
        SplittingFactory.Make(step) is { } splitting ? units => units.Split(splitting) : units => units;
}
