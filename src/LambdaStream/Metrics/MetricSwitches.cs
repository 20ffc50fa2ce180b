namespace LambdaStream.Metrics;

/// <summary>Which metrics a function collects and where they go. METRICS.</summary>
/// <remarks>
/// The variable lists names, separated by commas: <c>emf</c>, and <c>metrics:step</c>, <c>metrics:compact</c>,
/// <c>metrics:size</c> or <c>metrics:*</c>, also without the prefix. Any text switches the essential metrics on.
/// </remarks>
public sealed record MetricSwitches
{
    /// <summary>Everything, in the embedded metric format.</summary>
    public static MetricSwitches All { get; } =
        new()
        {
            Emf = true,
            Step = true,
            Compact = true,
            Size = true,
        };

    /// <summary>Whether they are logged in CloudWatch's embedded metric format; by default they are a message for debugging.</summary>
    public bool Emf { get; init; }

    /// <summary>Whether the waits and times of the calls of each step are measured.</summary>
    public bool Step { get; init; }

    /// <summary>Whether it is measured how many units compaction makes one.</summary>
    public bool Compact { get; init; }

    /// <summary>Whether the batches and entries that are published and sent are measured.</summary>
    public bool Size { get; init; }

    /// <summary>Reads what METRICS says; null, for no metrics, where it says nothing.</summary>
    public static MetricSwitches? Parse(string? text)
    {
        var names = (text ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name)
            .ToHashSet(StringComparer.Ordinal);
        var all = names.Contains("*");
        return names.Count == 0
            ? null
            : new()
            {
                Emf = names.Contains("emf"),
                Step = all || names.Contains("step"),
                Compact = all || names.Contains("compact"),
                Size = all || names.Contains("size"),
            };
    }

    private const string Prefix = "metrics:";
}
