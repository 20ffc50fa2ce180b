using System.Text;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables;

/// <summary>The key of a table or an index: a hash key and perhaps a range key.</summary>
internal sealed record KeySchema(KeyPart Hash, KeyPart? Range)
{
    private const int MaxHashLength = 2048;
    private const int MaxRangeLength = 1024;

    public IEnumerable<KeyPart> Attributes => Range is null ? [Hash] : [Hash, Range];

    public bool Has(string name) => name == Hash.Name || name == Range?.Name;

    /// <summary>The key alone, of an item that has it.</summary>
    public Item Of(Item item) =>
        Range is null
            ? Item.Of((Hash.Name, item[Hash.Name]))
            : Item.Of((Hash.Name, item[Hash.Name]), (Range.Name, item[Range.Name]));

    /// <summary>Whether an item has all the attributes, so that an index holds it.</summary>
    public bool IsIn(Item item) => Attributes.All(key => item[key.Name].IsDefined);

    /// <summary>Refuses a key that is not exactly this one.</summary>
    /// <exception cref="ServiceException">It lacks an attribute, has another, or one of a wrong type.</exception>
    public void CheckKey(Item key)
    {
        if (key.Count != Attributes.Count())
            throw DynamoDbErrors.Validation("The number of conditions on the keys is invalid");
        CheckItem(key);
    }

    /// <summary>Refuses an item that lacks the key.</summary>
    /// <exception cref="ServiceException">The key is missing, of a wrong type, empty or too long.</exception>
    public void CheckItem(Item item)
    {
        foreach (var key in Attributes)
        {
            var value = item[key.Name];
            if (!value.IsDefined)
                throw DynamoDbErrors.Validation("One of the required keys was not given a value");
            if (value.Type != key.Type)
                throw DynamoDbErrors.InvalidParameter("Type mismatch for key");
            var length = Length(value);
            if (length == 0)
                throw EmptyKey(key, value);
            if (length > (key == Hash ? MaxHashLength : MaxRangeLength))
            {
                throw DynamoDbErrors.Validation(
                    "Hash primary key values must be under 2048 bytes, "
                        + "and range primary key values must be under 1024 bytes"
                );
            }
        }
    }

    /// <summary>Refuses an item whose attributes cannot be keys of an index. It may lack them.</summary>
    /// <exception cref="ServiceException">An attribute is of a wrong type or empty.</exception>
    public void CheckIndexed(Item item, string index)
    {
        foreach (var key in Attributes)
        {
            var value = item[key.Name];
            if (!value.IsDefined)
                continue;
            if (value.Type != key.Type)
                throw DynamoDbErrors.InvalidParameter("Type mismatch for Index Key");
            var length = Length(value);
            if (length > (key == Hash ? MaxHashLength : MaxRangeLength))
                throw DynamoDbErrors.InvalidParameter("Size limit exceeded");
            if (length == 0)
                throw EmptyIndexKey(key, value, index);
        }
    }

    /// <summary>Refuses a value in a key condition that no key can have.</summary>
    /// <exception cref="ServiceException">It is of a wrong type, empty or too long.</exception>
    public void CheckCondition(KeyPart key, AttributeValue value, string? index)
    {
        if (value.Type != key.Type)
            throw DynamoDbErrors.InvalidParameter("Condition parameter type does not match schema type");
        var length = Length(value);
        if (length == 0)
            throw index is null ? EmptyKey(key, value) : EmptyIndexKey(key, value, index);
        if (key != Hash && length > MaxRangeLength)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Aggregated size of all range keys has exceeded the size limit of {MaxRangeLength} bytes"
            );
        }
    }

    private static ServiceException EmptyKey(KeyPart key, AttributeValue value) =>
        DynamoDbErrors.InvalidKeyValue(
            $"The AttributeValue for a key attribute cannot contain an empty {Kind(value)} value. Key: {key.Name}"
        );

    private static ServiceException EmptyIndexKey(KeyPart key, AttributeValue value, string index) =>
        DynamoDbErrors.InvalidKeyValue(
            "A value specified for a secondary index key is not supported. The AttributeValue for a key "
                + $"attribute cannot contain an empty {Kind(value)} value. IndexName: {index}, IndexKey: {key.Name}"
        );

    private static string Kind(AttributeValue value) => value.Type is AttributeType.Text ? "string" : "binary";

    private static int Length(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.Text => Encoding.UTF8.GetByteCount(value.GetText()!),
            AttributeType.Binary => value.GetBinary().Length,
            _ => 1,
        };
}
