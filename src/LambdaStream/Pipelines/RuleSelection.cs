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
            check.RequireOneForm(rule.OnRejected, rule.OnRejectedAsync, nameof(rule.OnRejected));
            rule.Check(check);
            check.RequireKeys();
            problems.AddRange(check.Problems.Select(problem => new RuleProblem(rule.Id, problem)));
        }
        var selected = rules.Where(IsSelected).ToArray();
        // Without a pipeline every event would be dropped with a success.
        if (rules.Count > 0 && selected.Length == 0)
            problems.Add(
                new(
                    rules[0].Id,
                    "Neither this rule nor any other would run. Look at EnabledPipelines and DisabledPipelines (ENABLED_PIPELINES, DISABLED_PIPELINES)."
                )
            );
        problems.AddRange(options.Problems.Select(problem => new RuleProblem("faults", problem)));
        if (problems.Count > 0)
            throw new InvalidProcessorException(problems);
        return selected;

        bool IsSelected(Rule rule) =>
            !options.DisabledPipelines.Contains(rule.Id)
            && (options.EnabledPipelines.Count == 0 || options.EnabledPipelines.Contains(rule.Id));
    }
}
