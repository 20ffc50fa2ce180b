namespace LambdaStream;

/// <summary>What is wrong with a rule.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Problem">What is wrong and what to write instead.</param>
public sealed record RuleProblem(string RuleId, string Problem);
