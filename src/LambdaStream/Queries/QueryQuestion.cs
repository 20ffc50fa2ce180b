using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>What a query asks: requests that DynamoDB answers alike are equal.</summary>
/// <param name="request">The request.</param>
/// <param name="decrypt">Who wants items as they are must not get those that another has had decrypted.</param>
internal sealed class QueryQuestion(QueryRequest request, bool? decrypt) : IEquatable<QueryQuestion>
{
    private readonly QueryRequest _request = request;
    private readonly bool? _decrypt = decrypt;

    // The values tell queries apart; what else differs between them is seldom not the same.
    private readonly int _hash = HashCode.Combine(request.ExpressionAttributeValues, request.ExclusiveStartKey);

    public bool Equals(QueryQuestion? other) =>
        ReferenceEquals(this, other)
        || other is not null
            && _decrypt == other._decrypt
            && HaveEqualNames(_request.ExpressionAttributeNames, other._request.ExpressionAttributeNames)
            // Records compare by member, and dictionaries by identity.
            && _request with
            {
                ExpressionAttributeNames = null,
            } == other._request with { ExpressionAttributeNames = null };

    public override bool Equals(object? obj) => Equals(obj as QueryQuestion);

    public override int GetHashCode() => _hash;

    private static bool HaveEqualNames(
        IReadOnlyDictionary<string, string>? one,
        IReadOnlyDictionary<string, string>? other
    ) =>
        ReferenceEquals(one, other)
        || one is not null
            && other is not null
            && one.Count == other.Count
            && one.All(name => other.TryGetValue(name.Key, out var value) && value == name.Value);
}
