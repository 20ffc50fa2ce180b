using System.Globalization;
using System.Text;

namespace LambdaStream.Topology;

public sealed partial record ProcessorTopology
{
    /// <summary>The description as text, a line for each step.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Name ?? "function").Append(": From.").Append(Source);
        if (Reads is not null)
            text.Append(" of ").Append(Reads);
        text.Append('\n');
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {(ReportsBatchItemFailures ? "reports failed records" : "fails as a whole")}, {MaxRetries} retries, {Reserve.TotalMilliseconds} ms in reserve\n"
        );
        if (Head.Count > 0)
            AppendSteps(text, "head", Head);
        foreach (var pipeline in Pipelines)
        {
            AppendSteps(
                text,
                $"{pipeline.Id} ({pipeline.Flavor}) on {pipeline.EventTypes ?? "all events"}",
                pipeline.Steps
            );
            if (!pipeline.IsComplete)
                text.Append("    ... steps of one's own\n");
        }
        AppendSteps(text, "faults", Faults);
        return text.ToString();
    }

    /// <summary>The description as a flowchart of Mermaid; <see cref="TopologyMap"/> draws several functions.</summary>
    public string ToMermaid() => new TopologyMap { Functions = [this] }.ToMermaid();

    private static void AppendSteps(StringBuilder text, string title, IReadOnlyList<StepTopology> steps)
    {
        text.Append("  ").Append(title).Append('\n');
        foreach (var step in steps)
            text.Append("    ").AppendJoin(", ", Parts(step)).Append('\n');
    }

    private static IEnumerable<string> Parts(StepTopology step)
    {
        yield return step.Detail is null ? step.Verb : $"{step.Verb} {step.Detail}";
        if (step.Service is not null)
            yield return $"{step.Step} {step.Service}{(step.Target is null ? "" : $":{step.Target}")}";
        if (step.Parallel is { } parallel)
            yield return string.Create(CultureInfo.InvariantCulture, $"{parallel} in flight");
        if (step.MaxEntries is { } entries)
            yield return string.Create(CultureInfo.InvariantCulture, $"{entries} entries");
        if (step.MaxBytes is { } bytes)
            yield return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }
}
