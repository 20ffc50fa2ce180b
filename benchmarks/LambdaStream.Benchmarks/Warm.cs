namespace LambdaStream.Benchmarks;

internal static class Warm
{
    /// <summary>Runs a processor until the compiler is done with it.</summary>
    /// <remarks>An operation here is a payload of 1,000 records, of which a short job's own warm-up makes too few.</remarks>
    public static Processor Up(Processor processor, byte[] payload)
    {
        for (var i = 0; i < 150; i++)
            _ = processor.InvokeAsync(payload).AsTask().GetAwaiter().GetResult();
        return processor;
    }
}
