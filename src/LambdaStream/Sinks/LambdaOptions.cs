using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>How <see cref="Steps.InvokeLambda"/> works. What is null comes from the function's options.</summary>
public sealed record InvokeOptions
{
    internal static InvokeOptions Default { get; } = new();

    /// <summary>The slot of the call; by default <see cref="Slots.InvokeRequest"/>.</summary>
    public Slot<InvokeRequest> Request { get; init; } = Slots.InvokeRequest;

    /// <summary>The slot of the answer; by default <see cref="Slots.InvokeResponse"/>.</summary>
    public Slot<InvokeResponse> Response { get; init; } = Slots.InvokeResponse;

    /// <summary>A Lambda of one's own.</summary>
    public ILambda? Lambda { get; init; }

    /// <summary>Whether the unit of a function that failed goes on, with the error in its answer; by default it is a fault.</summary>
    public bool IgnoreFunctionError { get; init; }

    /// <summary>Calls in flight; by default <see cref="StreamOptions.LambdaParallel"/>.</summary>
    public int? Parallel { get; init; }

    /// <summary>What stays in order; by default the output.</summary>
    public Order Order { get; init; }

    /// <summary>The most calls in a time; by default no limit.</summary>
    public Rate? Rate { get; init; }
}

/// <summary>How the steps that switch event source mappings work. They go one after the other.</summary>
public sealed record EventSourceMappingStepOptions
{
    internal static EventSourceMappingStepOptions Default { get; } = new();

    /// <summary>A Lambda of one's own; by default that of the options.</summary>
    public ILambda? Lambda { get; init; }
}

/// <summary>A function that was called failed. The message has its error type and message.</summary>
public sealed class FunctionErrorException(string functionName, string error, string? details)
    : Exception(details is null ? $"{functionName} failed: {error}." : $"{functionName} failed: {error}, {details}")
{
    /// <summary>The function.</summary>
    public string FunctionName { get; } = functionName;

    /// <summary>Handled or Unhandled.</summary>
    public string FunctionError { get; } = error;
}
