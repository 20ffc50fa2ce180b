using LambdaStream.Connectors;

namespace LambdaStream.Local.Tables.Values;

/// <summary>DynamoDB's names of its types.</summary>
internal static class TypeNames
{
    public static string Of(AttributeType type) =>
        type switch
        {
            AttributeType.Text => "S",
            AttributeType.Number => "N",
            AttributeType.Boolean => "BOOL",
            AttributeType.Null => "NULL",
            AttributeType.List => "L",
            AttributeType.Map => "M",
            AttributeType.Binary => "B",
            AttributeType.TextSet => "SS",
            AttributeType.NumberSet => "NS",
            AttributeType.BinarySet => "BS",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    public static string InFull(AttributeType type) =>
        type switch
        {
            AttributeType.Text => "STRING",
            AttributeType.Number => "NUMBER",
            AttributeType.Boolean => "BOOLEAN",
            AttributeType.Null => "NULL",
            AttributeType.List => "LIST",
            AttributeType.Map => "MAP",
            AttributeType.Binary => "BINARY",
            AttributeType.TextSet => "STRING_SET",
            AttributeType.NumberSet => "NUMBER_SET",
            AttributeType.BinarySet => "BINARY_SET",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    public static bool TryParse(string name, out AttributeType type)
    {
        type = name switch
        {
            "S" => AttributeType.Text,
            "N" => AttributeType.Number,
            "BOOL" => AttributeType.Boolean,
            "NULL" => AttributeType.Null,
            "L" => AttributeType.List,
            "M" => AttributeType.Map,
            "B" => AttributeType.Binary,
            "SS" => AttributeType.TextSet,
            "NS" => AttributeType.NumberSet,
            "BS" => AttributeType.BinarySet,
            _ => AttributeType.None,
        };
        return type is not AttributeType.None;
    }
}
