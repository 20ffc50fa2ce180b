namespace LambdaStream.Conformance.Running;

/// <summary>How a vector went.</summary>
internal abstract record VectorResult
{
    /// <summary>All is as the vector expects.</summary>
    public sealed record Passed : VectorResult;

    /// <summary>What differs, in words.</summary>
    public sealed record Failed(IReadOnlyList<string> Differences) : VectorResult;

    /// <summary>The parts that the library does not have.</summary>
    public sealed record Skipped(IReadOnlyList<string> Missing) : VectorResult;
}
