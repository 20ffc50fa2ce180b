using LambdaStream.Peers;

namespace LambdaStream.Benchmarks;

/// <summary>How long a case is measured.</summary>
/// <param name="WarmUp">For the compiler to come to its end.</param>
/// <param name="Round">A round of the case; one of the calibration takes half of it.</param>
/// <param name="Rounds">How many there are; the best one counts.</param>
internal sealed record Plan(TimeSpan WarmUp, TimeSpan Round, int Rounds)
{
    public static Plan Whole { get; } = new(TimeSpan.FromMilliseconds(350), TimeSpan.FromMilliseconds(80), 6);

    public static Plan Quick { get; } = new(TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(30), 3);

    /// <summary>Measures a case and the calibration in turn.</summary>
    /// <returns>The nanoseconds and what is compared, for each unit.</returns>
    public async Task<(double Nanoseconds, Figure Figure)> MeasureAsync(Case one)
    {
        var invoke = one.Start();
        await Measure.OfAsync(invoke, one.Units, WarmUp);
        // What earlier cases have left is none of this one's.
        GC.Collect();
        var (cost, calibration, bytes) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            calibration = Math.Min(calibration, Nanoseconds(await Calibration.MeasureAsync(Round / 2)));
            var measure = await Measure.OfAsync(invoke, one.Units, Round);
            cost = Math.Min(cost, Nanoseconds(measure));
            bytes = Math.Min(bytes, (double)measure.Bytes / measure.Events);
        }
        return (cost, new(cost / calibration, bytes));
    }

    private static double Nanoseconds(Measure measure) => measure.Cpu * 1_000 / measure.Events;
}
