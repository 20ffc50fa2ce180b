namespace LambdaStream.Local.Expressions;

internal enum TokenKind
{
    /// <summary>An attribute name or a function name, written out.</summary>
    Name,

    /// <summary>AND, SET and the like, in any case.</summary>
    Keyword,

    /// <summary>A placeholder that starts with #.</summary>
    NamePlaceholder,

    /// <summary>A placeholder that starts with a colon.</summary>
    ValuePlaceholder,

    /// <summary>The digits of a list index.</summary>
    Index,

    /// <summary>Parentheses, brackets, comparators, signs, comma and dot.</summary>
    Symbol,

    /// <summary>A character that no expression has.</summary>
    Unknown,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A word of an expression and where it stands.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool IsSymbol(string symbol) => Kind is TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) =>
        Kind is TokenKind.Keyword && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
