namespace LambdaStream.Benchmarks;

/// <summary>A function that is invoked with one payload again and again.</summary>
/// <param name="Processor">The function.</param>
/// <param name="Payload">What each invocation gets.</param>
/// <param name="Asked">The services that it has to ask for something; null where it talks to nobody.</param>
internal sealed record Function(Processor Processor, byte[] Payload, InstantServices? Asked = null)
{
    // What fails, or does nothing, would be fast.
    public void Check(InvocationResult result)
    {
        if (result.FaultCount > 0 || result.RecordCount == result.UnwantedCount)
            throw new InvalidOperationException(
                $"Of {result.RecordCount} records {result.UnwantedCount} were unwanted, and there are {result.FaultCount} faults."
            );
        if (Asked is { Requests: 0 })
            throw new InvalidOperationException("No service was asked for anything.");
    }
}
