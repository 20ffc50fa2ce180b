using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables;

/// <summary>The tokens of the transactions of the last 10 minutes: one that comes again is done already.</summary>
internal sealed class TransactionTokens(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TransactWriteItemsRequest Request, DateTimeOffset Until)> _done = new(
        StringComparer.Ordinal
    );

    /// <exception cref="ServiceException">The token came with another request.</exception>
    public TransactWriteItemsResponse Once(TransactWriteItemsRequest request, Func<TransactWriteItemsResponse> write)
    {
        if (string.IsNullOrEmpty(request.ClientRequestToken))
            return write();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var token in _done.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList())
                _done.Remove(token);
            if (_done.TryGetValue(request.ClientRequestToken, out var done))
                return AreSame(done.Request, request) ? new() : throw DynamoDbErrors.OtherParameters();
            // One that was cancelled has done nothing, and may come again.
            var response = write();
            _done.Add(request.ClientRequestToken, (request, now + Kept));
            return response;
        }
    }

    private static bool AreSame(TransactWriteItemsRequest one, TransactWriteItemsRequest other) =>
        one.TransactItems.Select(WithoutNames).SequenceEqual(other.TransactItems.Select(WithoutNames))
        && one.TransactItems.Zip(other.TransactItems).All(pair => Names(pair.First).SetEquals(Names(pair.Second)));

    private static TransactWriteItem WithoutNames(TransactWriteItem item) =>
        new()
        {
            Put = item.Put is { } put ? put with { ExpressionAttributeNames = null } : null,
            Update = item.Update is { } update
                ? update with
                {
                    ExpressionAttributeNames = null,
                    Notes = default,
                }
                : null,
            Delete = item.Delete is { } delete ? delete with { ExpressionAttributeNames = null } : null,
            ConditionCheck = item.ConditionCheck is { } check ? check with { ExpressionAttributeNames = null } : null,
        };

    private static HashSet<KeyValuePair<string, string>> Names(TransactWriteItem item) =>
        [
            .. item.Put?.ExpressionAttributeNames
                ?? item.Update?.ExpressionAttributeNames
                ?? item.Delete?.ExpressionAttributeNames
                ?? item.ConditionCheck?.ExpressionAttributeNames
                ?? new Dictionary<string, string>(),
        ];
}
