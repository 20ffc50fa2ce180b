using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps between source and pipelines. A new step is one more entry.</summary>
internal sealed class HeadFactory(VectorBinding vector)
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Rule>, RuleBinding, Step>> Steps = new(
        StringComparer.Ordinal
    )
    {
        ["prefilterOnEventTypes"] = (rules, _) => units => units.Filter(uow => IsWanted(uow, rules)),
        ["prefilterOnContent"] = (rules, _) =>
            units => units.Filter(uow => rules.Any(rule => rule.Filters.All(filter => filter(uow)))),
        ["decryptEvent"] = (rules, step) =>
        {
            var options = EncryptionForms.Decryption(step.Members, Prefilter(rules, step));
            return units => units.DecryptEvent(options);
        },
        ["decryptChangeEvent"] = (rules, step) =>
        {
            var options = EncryptionForms.Decryption(step.Members, Prefilter(rules, step));
            return units => units.DecryptChangeEvent(options);
        },
    };

    /// <summary>The steps one after the other; null where there are none.</summary>
    public Step? Make(IReadOnlyList<JsonObject> head, IReadOnlyList<Rule> rules)
    {
        if (head.Count == 0)
            return null;
        var steps = head.Select(definition => Make(definition.First(), rules)).ToList();
        return units => steps.Aggregate(units, (stream, step) => step(stream));
    }

    private Step Make(KeyValuePair<string, JsonNode?> definition, IReadOnlyList<Rule> rules)
    {
        var (name, argument) = definition;
        if (!Steps.TryGetValue(name, out var make))
        {
            vector.Missing.Add($"the head step {name}");
            return units => units;
        }
        var binding = new RuleBinding(argument as JsonObject ?? [], vector);
        var step = make(rules, binding);
        foreach (var member in binding.Members.Unasked)
            vector.Missing.Add($"the member {member} of the head step {name}");
        return step;
    }

    private static bool IsWanted(UnitOfWork uow, IReadOnlyList<Rule> rules) =>
        rules.Any(rule => rule.EventType?.Match(uow.Event.Type) is true);

    // As in the reference library nothing is decrypted without a prefilter.
    private static Func<UnitOfWork, bool> Prefilter(IReadOnlyList<Rule> rules, RuleBinding step) =>
        step.Members.Node("prefilter") switch
        {
            null => _ => false,
            JsonObject predicate => step.Predicate(predicate),
            _ => uow => IsWanted(uow, rules),
        };
}
