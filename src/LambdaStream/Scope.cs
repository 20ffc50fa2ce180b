namespace LambdaStream;

/// <summary>Where a unit of work is: in which pipeline of which invocation.</summary>
/// <param name="Invocation">The invocation.</param>
/// <param name="Pipeline">The id of the pipeline; empty before the pipelines.</param>
/// <param name="IsFaults">Whether faults are being published, which cannot give faults of its own.</param>
internal sealed record Scope(Invocation Invocation, string Pipeline, bool IsFaults = false)
{
    /// <summary>The pipeline's own policy of what is retryable; null where that of the options holds.</summary>
    public Func<Exception, bool>? Retryable { get; init; }

    /// <summary>Whether an error makes a unit's records be delivered again.</summary>
    public bool IsRetryable(Exception error) =>
        error is TargetDownException || (Retryable ?? Invocation.Options.Retryable) is { } policy && policy(error);
}
