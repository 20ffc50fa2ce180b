using LambdaStream.Local;

namespace LambdaStream.Simulator.Running;

/// <summary>What was simulated.</summary>
internal sealed class Summary
{
    private readonly SortedDictionary<InvocationEnd, int> _ends = [];

    public int Cases { get; private set; }

    public int Invocations { get; private set; }

    public int Faults { get; private set; }

    /// <summary>What did not hold; null where everything did.</summary>
    public string? Violation { get; set; }

    public void Add(Case one)
    {
        Cases++;
        Invocations += one.InvocationCount;
        Faults += one.FaultCount;
        foreach (var end in one.Ends)
            _ends[end] = _ends.GetValueOrDefault(end) + 1;
    }

    public override string ToString() =>
        $"{Invocations} invocations in {Cases} cases: {string.Join(", ", _ends.Select(end => $"{end.Value} {end.Key}"))}; "
        + $"{Faults} faults; {(Violation is null ? "all holds" : "violated")}";
}
