namespace LambdaStream.Local;

/// <summary>An asynchronous invocation on which the world gave up, after three attempts as Lambda makes them.</summary>
public sealed record FailedInvocation
{
    /// <summary>The name of the function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>What it was called with.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What it raised in the end.</summary>
    public required Exception Error { get; init; }
}
