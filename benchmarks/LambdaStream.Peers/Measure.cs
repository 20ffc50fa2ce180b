using System.Diagnostics;

namespace LambdaStream.Peers;

/// <summary>What invocations have cost: the processor time of the process, in microseconds, and the bytes that it allocated.</summary>
public sealed record Measure(long Events, double Cpu, long Bytes)
{
    /// <summary>Invokes for at least that long, and at least once.</summary>
    /// <param name="invokeAsync">An invocation.</param>
    /// <param name="events">The events of an invocation.</param>
    /// <param name="atLeast">By the clock on the wall.</param>
    public static async Task<Measure> OfAsync(Func<ValueTask> invokeAsync, int events, TimeSpan atLeast)
    {
        ArgumentNullException.ThrowIfNull(invokeAsync);
        var invocations = 0L;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var start = Environment.CpuUsage.TotalTime;
        do
        {
            await invokeAsync();
            invocations++;
        } while (watch.Elapsed < atLeast);
        var cpu = Environment.CpuUsage.TotalTime - start;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new(invocations * events, cpu.TotalMicroseconds, bytes);
    }
}
