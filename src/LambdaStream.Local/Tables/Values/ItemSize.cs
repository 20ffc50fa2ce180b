using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables.Values;

/// <summary>What DynamoDB counts for an item, in bytes.</summary>
internal static class ItemSize
{
    /// <summary>The largest item that a table takes: 400 KB.</summary>
    public const int Max = 400 * 1024;

    private const int Levels = 32;

    /// <exception cref="ServiceException">A value is nested deeper than 32 levels.</exception>
    public static int Of(Item item) => Of(item, 0);

    private static int Of(Item item, int depth)
    {
        var size = 0;
        foreach (var (name, value) in item)
            size += Encoding.UTF8.GetByteCount(name) + Of(value, depth);
        return size;
    }

    private static int Of(AttributeValue value, int depth)
    {
        const int container = 3;
        if (depth >= Levels)
            throw DynamoDbErrors.Validation("Nesting Levels have exceeded supported limits");
        return value.Type switch
        {
            AttributeType.Text => Encoding.UTF8.GetByteCount(value.GetText()!),
            AttributeType.Number => OfNumber(value.GetNumber()),
            AttributeType.Binary => value.GetBinary().Length,
            AttributeType.TextSet => value.GetSet().Sum(Encoding.UTF8.GetByteCount),
            AttributeType.NumberSet => value.GetSet().Sum(OfNumber),
            AttributeType.BinarySet => value.GetBinarySet().Sum(bytes => bytes.Length),
            AttributeType.List => container + value.GetList().Sum(element => 1 + Of(element, depth + 1)),
            AttributeType.Map => container + value.GetMap().Count + Of(value.GetMap(), depth + 1),
            _ => 1,
        };
    }

    private static int OfNumber(string digits) => DynamoDbNumber.Parse(digits).Size;
}
