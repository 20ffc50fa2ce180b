using LambdaStream.Local.RealTests.Generation;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>What kinds of requests were compared and how the service answered.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    public int Operations { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>Refusals that were refused in the same words.</summary>
    public int SameWords { get; private set; }

    public int Records { get; set; }

    public int Successes(OperationKind kind) => _outcomes.GetValueOrDefault($"{kind} success");

    public void Count(Draft draft, Answer local, Answer service)
    {
        Operations++;
        Add($"{draft.Kind} {service.Refusal?.Code ?? "success"}", 1);
        if (service.Refusal is not { } refusal)
            return;
        Refusals++;
        if (refusal.Message == local.Refusal?.Message)
            SameWords++;
    }

    public void Add(Tally other)
    {
        Operations += other.Operations;
        Refusals += other.Refusals;
        SameWords += other.SameWords;
        Records += other.Records;
        foreach (var (outcome, count) in other._outcomes)
            Add(outcome, count);
    }

    public override string ToString() =>
        $"{Operations} operations, {Records} stream records; {SameWords} of {Refusals} refusals in the same words\n"
        + string.Join('\n', _outcomes.Select(outcome => $"  {outcome.Value, 6} {outcome.Key}"));

    private void Add(string outcome, int count) => _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + count;
}
