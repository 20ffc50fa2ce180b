using System.Text.Json.Nodes;

namespace LambdaStream.Conformance.Binding;

using Step = Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>>;

/// <summary>Makes the steps between source and pipelines. A new step is one more entry.</summary>
internal sealed class HeadFactory(VectorBinding vector)
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Rule>, Step>> Steps = new(StringComparer.Ordinal)
    {
        ["prefilterOnEventTypes"] = rules =>
            units => units.Filter(uow => rules.Any(rule => rule.EventType?.Match(uow.Event.Type) is true)),
        ["prefilterOnContent"] = rules =>
            units => units.Filter(uow => rules.Any(rule => rule.Filters.All(filter => filter(uow)))),
    };

    /// <summary>The steps one after the other; null where there are none.</summary>
    public Step? Make(IReadOnlyList<JsonObject> head, IReadOnlyList<Rule> rules)
    {
        if (head.Count == 0)
            return null;
        var steps = head.Select(definition => Make(definition.First().Key, rules)).ToList();
        return units => steps.Aggregate(units, (stream, step) => step(stream));
    }

    private Step Make(string name, IReadOnlyList<Rule> rules)
    {
        if (Steps.TryGetValue(name, out var make))
            return make(rules);
        vector.Missing.Add($"the head step {name}");
        return units => units;
    }
}
