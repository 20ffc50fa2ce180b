namespace LambdaStream;

/// <summary>How one call ended.</summary>
public sealed record InvocationResult
{
    /// <summary>The result of a call that was answered without processing anything, such as one that only warms the function.</summary>
    /// <param name="response">The answer for Lambda, as JSON text.</param>
    public static InvocationResult Answer(ReadOnlyMemory<byte> response) =>
        new()
        {
            Response = response,
            RecordCount = 0,
            UnwantedCount = 0,
            FaultCount = 0,
            BatchItemFailures = [],
        };

    /// <summary>The answer for Lambda, as JSON text.</summary>
    public required ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>The records in the payload.</summary>
    public required int RecordCount { get; init; }

    /// <summary>The records that no pipeline wanted.</summary>
    public required int UnwantedCount { get; init; }

    /// <summary>The faults that were published.</summary>
    public required int FaultCount { get; init; }

    /// <summary>The targets that were not asked any more, because they had failed too often in a row. The runtime logs them.</summary>
    public IReadOnlyList<TargetDownException> DownTargets { get; init; } = [];

    /// <summary>The records that are delivered again, by what their source calls them.</summary>
    public required IReadOnlyList<string> BatchItemFailures { get; init; }
}
