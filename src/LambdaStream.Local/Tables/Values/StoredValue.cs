using System.Runtime.InteropServices;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables.Values;

/// <summary>Checks what comes in and brings it into the form in which a table keeps it.</summary>
/// <remarks>
/// Numbers get their one form, and nothing hangs on the buffer of the event that it came from.
/// </remarks>
internal static class StoredValue
{
    private const int MaxLevels = 32;

    public static Item Of(Item item) => Of(item, 0);

    /// <summary>A value of an expression, which may be a level deeper than an item's.</summary>
    public static AttributeValue Of(AttributeValue value) => Of(value, -1);

    private static Item Of(Item item, int level)
    {
        var attributes = new List<(string Name, AttributeValue Value)>(item.Count);
        foreach (var (name, value) in item)
        {
            if (name.Length == 0)
                throw DynamoDbErrors.Validation("Empty attribute name");
            attributes.Add((name, Of(value, level)));
        }
        return Item.Of(CollectionsMarshal.AsSpan(attributes));
    }

    private static AttributeValue Of(AttributeValue value, int level)
    {
        if (level >= MaxLevels)
            throw DynamoDbErrors.TooDeep();
        return value.Type switch
        {
            AttributeType.None => throw DynamoDbErrors.Validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
            ),
            AttributeType.Text => value.GetText(),
            AttributeType.Number => AttributeValue.Number(DynamoDbNumber.Parse(value.GetNumber()).ToString()),
            AttributeType.Boolean => value.GetBoolean(),
            AttributeType.Null => AttributeValue.Null,
            AttributeType.Binary => AttributeValue.Binary(value.GetBinary().ToArray()),
            AttributeType.List => AttributeValue.List([.. value.GetList().Select(element => Of(element, level + 1))]),
            AttributeType.Map => AttributeValue.Map(Of(value.GetMap(), level + 1)),
            AttributeType.TextSet => AttributeValue.TextSet(Distinct("string", value.GetSet(), text => text)),
            AttributeType.NumberSet => AttributeValue.NumberSet(Distinct("number", Numbers(value), text => text)),
            _ => AttributeValue.BinarySet(Distinct("binary", value.GetBinarySet(), Convert.ToBase64String)),
        };
    }

    private static string[] Numbers(AttributeValue set) =>
        [.. set.GetSet().Select(digits => DynamoDbNumber.Parse(digits).ToString())];

    private static T[] Distinct<T>(string kind, IReadOnlyList<T> elements, Func<T, string> text)
    {
        if (elements.Count == 0)
            throw DynamoDbErrors.InvalidParameter($"An {kind} set  may not be empty");
        if (elements.Select(text).Distinct(StringComparer.Ordinal).Count() != elements.Count)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Input collection [{string.Join(", ", elements.Select(text))}] contains duplicates"
            );
        }
        return [.. elements];
    }
}
