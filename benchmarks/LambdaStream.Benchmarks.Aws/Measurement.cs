using System.Globalization;

namespace LambdaStream.Benchmarks.Aws;

/// <summary>Measures the processor time and the memory of one side's calls, in this process.</summary>
internal static class Measurement
{
    public const string Ours = "LambdaStream.Aws";
    public const string Sdk = "AWSSDK.DynamoDBv2";
    public const string Bare = "bare HttpClient";

    private const int InFlight = 4;
    private const int WarmUp = 12_000;
    private const int Calls = 1_500;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string side, Uri endpoint)
    {
        var before = Environment.CpuUsage.TotalTime;
        Func<int, Task> call = side switch
        {
            Ours => new OurSide(endpoint).CallAsync,
            Sdk => new SdkSide(endpoint).CallAsync,
            Bare => new BareSide(endpoint).CallAsync,
            _ => Operations.On(endpoint, side),
        };
        await call(0);
        var first = Environment.CpuUsage.TotalTime - before;

        await RunAsync(call, WarmUp);
        var rounds = new double[Rounds];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var round = 0; round < Rounds; round++)
        {
            before = Environment.CpuUsage.TotalTime;
            await RunAsync(call, Calls);
            rounds[round] = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Calls;
        }
        allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (Rounds * Calls);
        Array.Sort(rounds);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{side, -34} {rounds[Rounds / 2], 6:0} µs a call ({rounds[0]:0} to {rounds[^1]:0}), {allocated / 1024.0, 6:0.0} KiB, first call {first.TotalMilliseconds, 6:0.0} ms"
            )
        );
        return 0;
    }

    private static Task RunAsync(Func<int, Task> call, int calls)
    {
        return Task.WhenAll(Enumerable.Range(0, InFlight).Select(Lane));

        async Task Lane(int lane)
        {
            for (var i = lane; i < calls; i += InFlight)
                await call(i);
        }
    }
}
