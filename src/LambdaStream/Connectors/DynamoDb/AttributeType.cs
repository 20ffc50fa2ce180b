namespace LambdaStream.Connectors;

/// <summary>The types of DynamoDB's attribute values.</summary>
public enum AttributeType
{
    /// <summary>No value.</summary>
    None,

    /// <summary>S, a string.</summary>
    Text,

    /// <summary>N, a number of up to 38 digits.</summary>
    Number,

    /// <summary>BOOL.</summary>
    Boolean,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>L, a list of any values.</summary>
    List,

    /// <summary>M, a map of names to values.</summary>
    Map,

    /// <summary>B, bytes.</summary>
    Binary,

    /// <summary>SS, a set of strings.</summary>
    TextSet,

    /// <summary>NS, a set of numbers.</summary>
    NumberSet,

    /// <summary>BS, a set of bytes.</summary>
    BinarySet,
}
