using LambdaStream.Observing;

namespace LambdaStream;

/// <summary>Where a unit of work is: in which pipeline of which invocation.</summary>
/// <param name="Invocation">The invocation.</param>
/// <param name="Pipeline">The id of the pipeline; empty before the pipelines.</param>
/// <param name="IsFaults">Whether faults are being published, which cannot give faults of its own.</param>
internal sealed record Scope(Invocation Invocation, string Pipeline, bool IsFaults = false)
{
    /// <summary>What is remembered of the unit while somebody watches; null where nobody does, and units share their scope.</summary>
    public Track? Track { get; init; }
}
