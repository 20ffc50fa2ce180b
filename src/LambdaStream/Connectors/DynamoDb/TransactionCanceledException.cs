namespace LambdaStream.Connectors;

/// <summary>DynamoDB cancelled a transaction: nothing of it was written.</summary>
public sealed class TransactionCanceledException(
    string message,
    IReadOnlyList<CancellationReason> reasons,
    Exception? innerException = null
) : ServiceException("TransactionCanceledException", message, innerException)
{
    /// <summary>Of each part of the transaction, what was in its way.</summary>
    public IReadOnlyList<CancellationReason> Reasons { get; } = reasons;

    /// <summary>Whether only conditions were in the way.</summary>
    public bool IsConditionFailure => AreAll("ConditionalCheckFailed");

    /// <summary>Whether only others were in the way, or the throughput, so that the same may well succeed later.</summary>
    public bool IsTransient => AreAll("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private bool AreAll(params ReadOnlySpan<string> codes)
    {
        var isAny = false;
        foreach (var reason in Reasons)
        {
            if (reason.Code is "None")
                continue;
            if (!codes.Contains(reason.Code))
                return false;
            isAny = true;
        }
        return isAny;
    }
}
