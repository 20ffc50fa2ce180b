namespace LambdaStream.Local;

/// <summary>How a function is run in a <see cref="Simulation"/>, and what befalls it. The chances are from 0 to 1, by default 0.</summary>
public sealed record SimulatedFunctionOptions
{
    /// <summary>The time after which Lambda ends an invocation, in virtual time; by default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The chance that an invocation is refused before it begins, as Lambda does at its limit of concurrency.</summary>
    public double Throttled { get; init; }

    /// <summary>The chance that the process dies, at a continuation that the seed says. What it did until then stays.</summary>
    public double Crashed { get; init; }

    /// <summary>The chance that an answer does not reach Lambda, so that records which are done are delivered again.</summary>
    public double AnswerLost { get; init; }

    /// <summary>Gets each invocation before it begins.</summary>
    public Action<SimulatedInvocation>? OnBegin { get; init; }

    /// <summary>Gets each invocation when it has ended.</summary>
    public Action<SimulatedInvocation>? OnEnd { get; init; }
}
