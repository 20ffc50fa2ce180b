using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LambdaStream;

/// <summary>What telemetry systems listen to, by the one name <c>LambdaStream</c>.</summary>
public static class Telemetry
{
    /// <summary>The name of the source of spans and of the meter, for <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string Name = "LambdaStream";

    internal static ActivitySource ActivitySource { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);
}
