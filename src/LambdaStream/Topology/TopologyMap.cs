using System.Text;

namespace LambdaStream.Topology;

/// <summary>A picture of functions and what is between them, in the language of Mermaid.</summary>
public sealed record TopologyMap
{
    /// <summary>The functions.</summary>
    public required IReadOnlyList<ProcessorTopology> Functions { get; init; }

    /// <summary>What connects targets without a function, such as a rule of a bus.</summary>
    public IReadOnlyList<TopologyLink> Links { get; init; } = [];

    /// <summary>The picture as a flowchart.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("flowchart LR\n");
        var nodes = new MermaidNodes();
        var edges = new List<string>();
        foreach (var (from, to, label) in Links)
            edges.Add(Edge(nodes.Of(from), label, nodes.Of(to)));
        foreach (var function in Functions)
            AppendFunction(text, function, nodes, edges);
        foreach (var node in nodes.All)
            text.Append("    ").Append(node).Append('\n');
        // Several steps of one pipeline may go the same way.
        foreach (var edge in edges.Distinct())
            text.Append("    ").Append(edge).Append('\n');
        return text.ToString();
    }

    private static void AppendFunction(
        StringBuilder text,
        ProcessorTopology function,
        MermaidNodes nodes,
        List<string> edges
    )
    {
        var name = function.Name ?? "function";
        var source = function.Reads is { } reads ? nodes.Of(reads) : nodes.Of($"source:{name}", function.Source);
        text.Append("    subgraph ")
            .Append(nodes.IdOf(name))
            .Append("[\"")
            .Append(MermaidNodes.Text(name))
            .Append("\"]\n");
        edges.Add(Edge(source, function.Reads is null ? null : function.Source, nodes.IdOf(name)));
        foreach (var pipeline in function.Pipelines)
        {
            var id = nodes.IdOf($"{name}/{pipeline.Id}");
            text.Append("        ").Append(id).Append("[\"").Append(MermaidNodes.Text(pipeline.Id));
            text.Append("<br/>").Append(MermaidNodes.Text(pipeline.Flavor)).Append("\"]\n");
            foreach (var step in function.Head.Concat(pipeline.Steps).Where(step => step.Service is not null))
            {
                var target = nodes.Of($"{step.Service}:{step.Target ?? "*"}");
                edges.Add(step.IsWrite ? Edge(id, step.Step, target) : $"{id} -. {step.Step} .-> {target}");
            }
        }
        text.Append("    end\n");
        foreach (
            var target in function
                .Faults.Where(step => step.IsWrite)
                .Select(step => $"{step.Service}:{step.Target ?? "*"}")
        )
            edges.Add($"{nodes.IdOf(name)} -. faults .-> {nodes.Of(target)}");
    }

    private static string Edge(string from, string? label, string to) =>
        label is null ? $"{from} --> {to}" : $"{from} -- \"{MermaidNodes.Text(label)}\" --> {to}";
}

/// <summary>A way from one target to another that no function is on.</summary>
/// <param name="From">A service and its target, such as <c>eventbridge:bus</c>, or any other text for what is outside.</param>
/// <param name="To">The same for its end.</param>
/// <param name="Label">What goes there; null for nothing in particular.</param>
public sealed record TopologyLink(string From, string To, string? Label = null);
