namespace LambdaStream.Simulator.Topologies;

/// <summary>A pipeline of a case.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Types">The event types that it wants; null for all.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Sinks">The sinks among them, and whether each keeps the order of a key.</param>
/// <param name="TakeCount">How many units it takes at most; null for all.</param>
internal sealed record PipelinePlan(
    string Id,
    IReadOnlyList<string>? Types,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<(string Sink, bool IsOrdered)> Sinks,
    int? TakeCount
)
{
    /// <summary>Whether it queries.</summary>
    public bool Reads => Steps.Any(step => step.Text is "query");

    public bool Wants(string type) => Types?.Contains(type) ?? true;

    public Rule ToRule()
    {
        IAsyncEnumerable<UnitOfWork> Connect(IAsyncEnumerable<UnitOfWork> units) =>
            Steps.Aggregate(units, (stream, step) => step.Apply(stream));

        return Types is null ? new Pipeline(Id, Connect) : new Pipeline(Id, EventTypes.AnyOf([.. Types]), Connect);
    }

    public override string ToString() =>
        $"{Id} [{(Types is null ? "*" : string.Join(' ', Types))}]: {string.Join(" · ", Steps.Select(step => step.Text))}";
}
