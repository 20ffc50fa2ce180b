using LambdaStream.Metrics;
using LambdaStream.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LambdaStream.Tests.Metrics;

/// <summary>A function whose metrics a test looks at, under a clock that stands still.</summary>
internal static class Measured
{
    /// <summary>Later than what the record builders say of arrivals.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_719_020_818_001);

    public static FakeTimeProvider Clock() => new(Now);

    /// <summary>Lets a function log metrics.</summary>
    /// <returns>The lines.</returns>
    public static List<string> Measure(
        this FunctionDriver driver,
        string switches = "emf,metrics:*",
        TimeProvider? clock = null
    )
    {
        var lines = new List<string>();
        driver.Options = driver.Options with
        {
            Time = clock ?? Clock(),
            Metrics = MetricSwitches.Parse(switches),
            Log = lines.Add,
        };
        return lines;
    }

    public static IReadOnlyList<EmfDocument> Documents(this IEnumerable<string> lines) =>
        [.. lines.Select(line => new EmfDocument(line))];

    /// <summary>The value of a metric; null where it was not logged.</summary>
    public static double? Value(
        this IEnumerable<string> lines,
        string metric,
        string pipeline = "",
        string step = ""
    ) =>
        lines
            .Documents()
            .Where(document => (document.Pipeline, document.Step) == (pipeline, step))
            .Select(document => document.Metrics.TryGetValue(metric, out var value) ? value.Value : (double?)null)
            .FirstOrDefault(value => value is not null);
}
