using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LambdaStream.Metrics;

/// <summary>Writes metrics as lines of a log in CloudWatch's embedded metric format, one for each set of dimensions.</summary>
internal static class Emf
{
    // What CloudWatch takes in one document, and as the value of a dimension.
    private const int MaxMetrics = 100;
    private const int MaxDimensionLength = 1024;

    private const string DefaultNamespace = "lambda-stream/metrics";

    public static IEnumerable<string> Lines(MetricSet metrics, StreamOptions options, long timestamp)
    {
        foreach (var group in metrics.Groups())
        {
            var numbers = group.Values.SelectMany(value => value.Statistic.Numbers(value.Metric));
            foreach (var some in numbers.Chunk(MaxMetrics))
                yield return Line(group, some, options, timestamp);
        }
    }

    private static string Line(
        MetricGroup group,
        IReadOnlyList<(string Name, string Unit, double Value)> numbers,
        StreamOptions options,
        long timestamp
    )
    {
        var dimensions = Dimensions(group, options);
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in dimensions)
                writer.WriteString(name, value);
            foreach (var (name, _, value) in numbers)
                writer.WriteNumber(name, Math.Round(value, 3));
            writer.WriteStartObject("_aws");
            writer.WriteNumber("Timestamp", timestamp);
            writer.WriteStartArray("CloudWatchMetrics");
            writer.WriteStartObject();
            writer.WriteString("Namespace", options.MetricsNamespace ?? DefaultNamespace);
            writer.WriteStartArray("Dimensions");
            writer.WriteStartArray();
            foreach (var (name, _) in dimensions)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteEndArray();
            writer.WriteStartArray("Metrics");
            foreach (var (name, unit, _) in numbers)
            {
                writer.WriteStartObject();
                writer.WriteString("Name", name);
                writer.WriteString("Unit", unit);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    // In the order of the Node library: what is narrower comes first.
    private static List<(string Name, string Value)> Dimensions(MetricGroup group, StreamOptions options)
    {
        var dimensions = new List<(string, string)>(7);
        if (group.Step.Length > 0)
            dimensions.Add(("step", Value(group.Step)));
        if (group.Pipeline.Length > 0)
            dimensions.Add(("pipeline", Value(group.Pipeline)));
        dimensions.Add(("functionname", Value(options.FunctionName)));
        dimensions.Add(("source", Value(options.Source)));
        dimensions.Add(("stage", Value(options.Stage)));
        dimensions.Add(("region", Value(options.Region)));
        dimensions.Add(("account", Value(options.Account)));
        return dimensions;
    }

    private static string Value(string? value) =>
        string.IsNullOrWhiteSpace(value) ? "undefined"
        : value.Length > MaxDimensionLength ? value[..MaxDimensionLength]
        : value;
}
