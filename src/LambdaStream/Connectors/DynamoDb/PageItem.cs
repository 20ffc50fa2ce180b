namespace LambdaStream.Connectors;

/// <summary>One item of a page that was scanned or queried, and where the page ended.</summary>
public sealed record PageItem
{
    /// <summary>The item.</summary>
    public required Item Item { get; init; }

    /// <summary>Where to go on behind the page; null on the last page.</summary>
    public Item? LastEvaluatedKey { get; init; }

    internal static Json ToJson(PageItem page) =>
        Json.ObjectOf(("LastEvaluatedKey", page.LastEvaluatedKey?.ToJson() ?? default), ("Item", page.Item.ToJson()));
}
