using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>Work that has nothing of the framework in it, beside which every case is measured: <see cref="DecodeOnly"/>.</summary>
/// <remarks>So that a figure means the same on another machine, and on this one when others use it too.</remarks>
internal static class Calibration
{
    private const int Records = 100;

    private static readonly byte[] Payload = KinesisPayload.Create(Records);

    public static Task<Measure> MeasureAsync(TimeSpan atLeast) =>
        Measure.OfAsync(
            static () =>
            {
                _ = DecodeOnly.Run(Payload);
                return ValueTask.CompletedTask;
            },
            Records,
            atLeast
        );
}
