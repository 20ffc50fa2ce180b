namespace LambdaStream.Sources;

/// <summary>By what a payload can be told to be of a source.</summary>
/// <param name="Member">A top-level member of the payload; <c>[]</c> for a payload that is a list.</param>
/// <param name="Value">The member's text or, of a list of records, the first one's eventSource; of a payload that is a list, a member of its first object; null for any.</param>
internal readonly record struct Mark(string Member, string? Value = null)
{
    /// <summary>The payload that is a list.</summary>
    public const string List = "[]";

    public bool Fits(string member, string? value) => member == Member && (Value is null || Value == value);

    public override string ToString() =>
        (Member, Value) switch
        {
            (List, null) => "a list",
            (List, _) => $"a list with '{Value}'",
            (_, null) => $"'{Member}'",
            ("Records", _) => $"'Records' of {Value}",
            _ => $"'{Member}' {Value}",
        };
}
