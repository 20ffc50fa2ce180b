using LambdaStream.Connectors;

namespace LambdaStream.Sinks;

/// <summary>Which item a request writes, so that requests for one item stay in line.</summary>
internal static class ItemKey
{
    /// <summary>The key within an item, or a key; null where it lacks the hash key's attribute, so that we know of none.</summary>
    public static (AttributeValue Hash, AttributeValue Range)? Of(Item item, string hashKey, string rangeKey) =>
        item[hashKey] is { IsDefined: true } hash ? (hash, item[rangeKey]) : null;

    /// <summary>The key that a request has as such, under whatever names.</summary>
    public static object OfKey(Item key, string hashKey, string rangeKey) =>
        Of(key, hashKey, rangeKey) is { } known ? known : key;
}
