namespace LambdaStream;

/// <summary>Collects what is wrong with a rule when the function starts.</summary>
public sealed partial class RuleCheck
{
    private readonly List<string> _problems = [];

    internal RuleCheck(Rule rule, StreamOptions options)
    {
        Rule = rule;
        Options = options;
    }

    /// <summary>The options of the function.</summary>
    public StreamOptions Options { get; }

    internal Rule Rule { get; }

    internal IReadOnlyList<string> Problems => _problems;

    /// <summary>Says what is wrong, unless the condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="problem">A sentence that says what is wrong and what to write instead.</param>
    public void Require(bool condition, string problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(problem);
        if (!condition)
            _problems.Add(problem);
    }

    /// <summary>The rule must say which events it wants.</summary>
    public void RequireEventType() =>
        Require(
            Rule.EventType is not null,
            "EventType is missing. Set a type, several in brackets, a Regex, or EventTypes.Where(type => ...)."
        );

    /// <summary>A port must be there.</summary>
    /// <param name="port">The port of the options.</param>
    /// <param name="name">Its name in the options.</param>
    public void RequirePort(object? port, string name) =>
        Require(
            port is not null,
            $"The port {name} is missing. Set StreamOptions.{name}, or all ports at once, for example with UseLocal(world)."
        );

    /// <summary>Of two forms of a mapping at most one may be set.</summary>
    public void RequireOneForm(object? sync, object? async, string name) =>
        Require(sync is null || async is null, $"{name} and {name}Async are both set. Set one of them.");

    /// <summary>Of two forms of a mapping exactly one must be set.</summary>
    public void RequireForm(object? sync, object? async, string name)
    {
        Require(sync is not null || async is not null, $"{name} is missing. Set {name}, or {name}Async.");
        RequireOneForm(sync, async, name);
    }
}
