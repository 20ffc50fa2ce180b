using System.Text.Json;

namespace LambdaStream.Tests.Metrics;

/// <summary>A line in the embedded metric format, held against the rules of CloudWatch's published schema.</summary>
internal sealed class EmfDocument
{
    private static readonly string[] Units =
    [
        "Seconds",
        "Microseconds",
        "Milliseconds",
        "Bytes",
        "Kilobytes",
        "Megabytes",
        "Gigabytes",
        "Terabytes",
        "Bits",
        "Kilobits",
        "Megabits",
        "Gigabits",
        "Terabits",
        "Percent",
        "Count",
        "Bytes/Second",
        "Kilobytes/Second",
        "Megabytes/Second",
        "Gigabytes/Second",
        "Terabytes/Second",
        "Bits/Second",
        "Kilobits/Second",
        "Megabits/Second",
        "Gigabits/Second",
        "Terabits/Second",
        "Count/Second",
        "None",
    ];

    private readonly JsonElement _root;

    public EmfDocument(string line)
    {
        _root = JsonDocument.Parse(line).RootElement;
        Size = System.Text.Encoding.UTF8.GetByteCount(line);
    }

    public int Size { get; }

    public long Timestamp => _root.GetProperty("_aws").GetProperty(nameof(Timestamp)).GetInt64();

    public string Namespace => Directive.GetProperty(nameof(Namespace)).GetString()!;

    public string[] Dimensions =>
        [.. Directive.GetProperty(nameof(Dimensions))[0].EnumerateArray().Select(name => name.GetString()!)];

    public string Pipeline => Text("pipeline") ?? "";

    public string Step => Text("step") ?? "";

    /// <summary>The metrics by name, each with its unit and value.</summary>
    public IReadOnlyDictionary<string, (string Unit, double Value)> Metrics =>
        Directive
            .GetProperty(nameof(Metrics))
            .EnumerateArray()
            .ToDictionary(
                metric => metric.GetProperty("Name").GetString()!,
                metric =>
                    (
                        metric.GetProperty("Unit").GetString()!,
                        _root.GetProperty(metric.GetProperty("Name").GetString()!).GetDouble()
                    )
            );

    private JsonElement Directive => _root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];

    public string? Text(string name) => _root.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>What breaks a rule of the schema; empty for a valid document.</summary>
    public IEnumerable<string> Problems()
    {
        if (_root.ValueKind is not JsonValueKind.Object)
            yield return "The root is no object.";
        if (Size > 256 * 1024)
            yield return "It is larger than an event of CloudWatch Logs.";
        var names = _root.EnumerateObject().Select(member => member.Name).ToList();
        if (names.Distinct().Count() != names.Count)
            yield return "A member stands twice.";
        var aws = _root.GetProperty("_aws");
        if (
            !aws.EnumerateObject()
                .Select(member => member.Name)
                .Order()
                .SequenceEqual(["CloudWatchMetrics", "Timestamp"])
        )
            yield return "_aws has not just Timestamp and CloudWatchMetrics.";
        if (!aws.GetProperty(nameof(Timestamp)).TryGetInt64(out var timestamp) || timestamp < 0)
            yield return "The timestamp is no whole number of milliseconds.";
        foreach (var directive in aws.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            foreach (var problem in ProblemsOf(directive))
                yield return problem;
        }
    }

    private IEnumerable<string> ProblemsOf(JsonElement directive)
    {
        var members = directive.EnumerateObject().Select(member => member.Name).Order();
        if (!members.SequenceEqual(["Dimensions", "Metrics", "Namespace"]))
            yield return "A directive has not just Namespace, Dimensions and Metrics.";
        if (
            directive.GetProperty(nameof(Namespace)).GetString() is not { Length: >= 1 and <= 255 } space
            || space.Trim() == ""
        )
            yield return "The name space has no 1 to 255 characters.";
        var sets = directive.GetProperty(nameof(Dimensions)).EnumerateArray().ToList();
        if (sets.Count == 0)
            yield return "There is no set of dimensions.";
        foreach (var set in sets)
        {
            if (set.GetArrayLength() > 30)
                yield return "A set has more than 30 dimensions.";
            foreach (var dimension in set.EnumerateArray().Select(name => name.GetString()!))
            {
                if (dimension.Length is 0 or > 250)
                    yield return $"The dimension '{dimension}' has no 1 to 250 characters.";
                if (
                    !_root.TryGetProperty(dimension, out var value)
                    || value.ValueKind is not JsonValueKind.String
                    || value.GetString() is not { Length: >= 1 and <= 1024 }
                )
                    yield return $"The dimension {dimension} has no text of 1 to 1024 characters in the root.";
            }
        }
        var metrics = directive.GetProperty(nameof(Metrics)).EnumerateArray().ToList();
        if (metrics.Count is 0 or > 100)
            yield return $"There are {metrics.Count} metrics.";
        foreach (var metric in metrics)
        {
            var name = metric.GetProperty("Name").GetString()!;
            if (name.Length is 0 or > 1024)
                yield return $"The name '{name}' has no 1 to 1024 characters.";
            if (metric.TryGetProperty("Unit", out var unit) && !Units.Contains(unit.GetString()))
                yield return $"{name} has the unit {unit}.";
            if (metric.EnumerateObject().Any(member => member.Name is not ("Name" or "Unit" or "StorageResolution")))
                yield return $"{name} has an unknown member.";
            if (!_root.TryGetProperty(name, out var value) || !IsValue(value))
                yield return $"{name} has no number, and no list of up to 100, in the root.";
        }
    }

    private static bool IsValue(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number
        || value.ValueKind is JsonValueKind.Array
            && value.GetArrayLength() <= 100
            && value.EnumerateArray().All(element => element.ValueKind is JsonValueKind.Number);
}
