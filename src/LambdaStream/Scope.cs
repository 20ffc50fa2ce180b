using LambdaStream.Observing;
using LambdaStream.Sinks;

namespace LambdaStream;

/// <summary>Where a unit of work is: in which pipeline of which invocation.</summary>
/// <param name="Invocation">The invocation.</param>
/// <param name="Pipeline">The id of the pipeline; empty before the pipelines.</param>
/// <param name="IsFaults">Whether faults are being published, which cannot give faults of its own.</param>
internal sealed record Scope(Invocation Invocation, string Pipeline, bool IsFaults = false)
{
    /// <summary>What is remembered of the unit while somebody watches; null where nobody does, and units share their scope.</summary>
    public Track? Track { get; init; }

    /// <summary>The rule of the pipeline; null before the pipelines.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The standard tags of the events that are published here.</summary>
    public StandardTag[] Tags => field ??= StandardTags.Of(Invocation.Options, Pipeline);

    /// <summary>Whether an error makes a unit's records be delivered again: by the pipeline's own policy, else by that of the options.</summary>
    public bool IsRetryable(Exception error) =>
        error is TargetDownException
        || (Rule?.Retryable ?? Invocation.Options.Retryable) is { } policy && policy(error);
}
