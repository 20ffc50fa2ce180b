namespace LambdaStream.Pipelines;

/// <summary>Checks the rules of a function and picks those that run.</summary>
internal static class RuleSelection
{
    public static Rule[] Of(IReadOnlyList<Rule> rules, StreamOptions options)
    {
        var problems = new List<RuleProblem>();
        foreach (var duplicate in rules.GroupBy(rule => rule.Id).Where(ids => ids.Count() > 1))
            problems.Add(new(duplicate.Key, $"{duplicate.Count()} rules have this id. Give each an id of its own."));
        foreach (var rule in rules)
        {
            var check = new RuleCheck(rule, options);
            check.Require(!string.IsNullOrWhiteSpace(rule.Id), "Id is empty. Give the rule a name.");
            check.Require(rule.EventType?.Problem is null, rule.EventType?.Problem ?? " ");
            rule.Validate(check);
            problems.AddRange(check.Problems.Select(problem => new RuleProblem(rule.Id, problem)));
        }
        foreach (var id in options.EnabledPipelines.Concat(options.DisabledPipelines).Where(IsUnknown))
            problems.Add(new(id, $"It is named in EnabledPipelines or DisabledPipelines, but there is no such rule."));
        if (options.Publish == Steps.PublishToEventBridge)
        {
            var faults = new RuleCheck(new Pipeline("faults", units => units), options);
            faults.RequirePort(options.EventBridge, nameof(StreamOptions.EventBridge));
            faults.Require(options.BusName is not null, "Faults have no bus. Set StreamOptions.BusName, or BUS_NAME.");
            problems.AddRange(faults.Problems.Select(problem => new RuleProblem("faults", problem)));
        }
        if (problems.Count > 0)
            throw new InvalidProcessorException(problems);
        return
        [
            .. rules.Where(rule =>
                !options.DisabledPipelines.Contains(rule.Id)
                && (options.EnabledPipelines.Count == 0 || options.EnabledPipelines.Contains(rule.Id))
            ),
        ];

        bool IsUnknown(string id) => rules.All(rule => rule.Id != id);
    }
}
