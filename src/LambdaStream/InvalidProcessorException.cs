namespace LambdaStream;

/// <summary>A function cannot start, because rules are wrong. The message has all that is wrong, a line each.</summary>
public sealed class InvalidProcessorException : Exception
{
    internal InvalidProcessorException(IReadOnlyList<RuleProblem> problems)
        : base(
            string.Join(Environment.NewLine, problems.Select(problem => $"Rule '{problem.RuleId}': {problem.Problem}"))
        ) => Problems = problems;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; }
}
