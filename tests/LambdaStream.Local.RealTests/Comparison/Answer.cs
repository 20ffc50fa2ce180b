using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>What came back: pages of items, or a refusal.</summary>
internal sealed record Answer(IReadOnlyList<AnswerPage> Pages, ServiceException? Refusal)
{
    public override string ToString() =>
        string.Join(' ', Pages.Select(page => page.ToString()))
        + (Refusal is null ? "" : $" {Refusal.Code}: {Refusal.Message}");
}

/// <summary>A page of a query or a scan; a write answers with one page of at most one item.</summary>
internal sealed record AnswerPage(IReadOnlyList<Item> Items, Item? LastEvaluatedKey)
{
    public override string ToString() =>
        $"[{string.Join(", ", Items)}]{(LastEvaluatedKey is null ? "" : $" until {LastEvaluatedKey}")}";
}
