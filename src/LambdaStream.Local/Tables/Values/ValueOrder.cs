using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables.Values;

/// <summary>How DynamoDB orders values.</summary>
internal static class ValueOrder
{
    /// <summary>Whether DynamoDB can order values of that type.</summary>
    public static bool IsOrdered(AttributeType type) =>
        type is AttributeType.Text or AttributeType.Number or AttributeType.Binary;

    /// <summary>Compares two values; null where they are of different types or have no order.</summary>
    public static int? Compare(AttributeValue left, AttributeValue right) =>
        left.Type != right.Type
            ? null
            : left.Type switch
            {
                AttributeType.Text => CompareUtf8(left.GetText()!, right.GetText()!),
                AttributeType.Number => DynamoDbNumber
                    .Parse(left.GetNumber())
                    .CompareTo(DynamoDbNumber.Parse(right.GetNumber())),
                AttributeType.Binary => left.GetBinary().Span.SequenceCompareTo(right.GetBinary().Span),
                _ => null,
            };

    /// <summary>Compares as the UTF-8 bytes do: by code point.</summary>
    public static int CompareUtf8(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same == left.Length || same == right.Length
            ? left.Length.CompareTo(right.Length)
            : CodePointOrder(left[same]).CompareTo(CodePointOrder(right[same]));
    }

    /// <summary>The bytes of a key attribute, in DynamoDB's order.</summary>
    public static byte[] SortableBytes(AttributeValue key) =>
        key.Type switch
        {
            AttributeType.Text => Encoding.UTF8.GetBytes(key.GetText()!),
            AttributeType.Number => DynamoDbNumber.Parse(key.GetNumber()).ToSortableBytes(),
            _ => key.GetBinary().ToArray(),
        };

    /// <summary>Where a partition stands among the others: by hash, so that nobody relies on an order of partitions.</summary>
    public static UInt128 PartitionOrder(ReadOnlySpan<byte> hashKey) => Md5.Of(hashKey);

    // UTF-16 puts surrogates, which stand for the highest code points, below the last of the other characters.
    private static int CodePointOrder(char unit) =>
        unit switch
        {
            < '\ud800' => unit,
            <= '\udfff' => unit + 0x10000,
            _ => unit,
        };
}
