using LambdaStream.Connectors;

namespace LambdaStream.Local.RealTests.Comparison;

/// <summary>Compares what became of two transactions: of each part, what was in its way.</summary>
internal static class TransactionComparison
{
    /// <summary>How the outcomes differ; null where they do not.</summary>
    public static string? Difference(Answer local, Answer service)
    {
        var isSame = (local.Refusal, service.Refusal) switch
        {
            (TransactionCanceledException here, TransactionCanceledException there) => AreSame(here, there),
            (TransactionCanceledException here, { Code: "ValidationException" }) => HasWrongItem(here),
            ({ } here, TransactionCanceledException there) => IsWrittenTwice(here) || IsWrongPart(there),
            _ => local.Refusal?.Code == service.Refusal?.Code,
        };
        return isSame ? null : $"{Outcome(local)} instead of {Outcome(service)}";
    }

    private static bool AreSame(TransactionCanceledException local, TransactionCanceledException service) =>
        // Of a part that is wrong DynamoDB Local tells alone, or in another place.
        IsWrongPart(service)
            ? HasWrongItem(local)
            : local.Reasons.Count == service.Reasons.Count && local.Reasons.Zip(service.Reasons).All(AreSame);

    /// <summary>
    /// What is wrong with an item as it is now is a reason of its part, says the service's documentation. DynamoDB Local refuses
    /// most such requests as a whole.
    /// </summary>
    private static bool HasWrongItem(TransactionCanceledException local) =>
        local.Reasons.Any(reason => reason.Code is "ValidationError");

    private static bool IsWrongPart(TransactionCanceledException service) =>
        service.Reasons.Any(reason => reason.Code is "ValidationError");

    /// <summary>DynamoDB Local asks the conditions before it looks whether an item stands there twice.</summary>
    private static bool IsWrittenTwice(ServiceException local) =>
        local.Message.Contains("multiple operations on one item", StringComparison.Ordinal);

    private static bool AreSame((CancellationReason Here, CancellationReason There) pair) =>
        pair.Here.Code == pair.There.Code
            ? Equals(pair.Here.Item, pair.There.Item)
            // An update of a key is wrong whatever the item is, as where it is updated alone.
            : pair is { Here.Code: "ValidationError", There.Code: "ConditionalCheckFailed" };

    private static string Outcome(Answer answer) =>
        answer.Refusal switch
        {
            null => "success",
            TransactionCanceledException canceled =>
                $"[{string.Join(", ", canceled.Reasons.Select(reason => $"{reason.Code} {reason.Item}"))}]",
            var refusal => refusal.Code,
        };
}
