namespace LambdaStream.Local.Expressions;

/// <summary>Cuts an expression into its words.</summary>
internal static class Tokenizer
{
    private static readonly string[] TwoCharacterSymbols = ["<>", "<=", ">="];

    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                break;
            var token = Next(text, position);
            tokens.Add(token);
            position = token.End;
        }
        tokens.Add(new(TokenKind.End, "<EOF>", text.Length, text.Length));
        return tokens;
    }

    private static Token Next(string text, int start)
    {
        var first = text[start];
        if (char.IsAsciiLetter(first))
        {
            var word = Take(TokenKind.Name, text, start, EndOfWord(text, start));
            return IsKeyword(word.Text) ? word with { Kind = TokenKind.Keyword } : word;
        }
        if (first is '#' or ':' && EndOfWord(text, start + 1) is var end && end > start + 1)
            return Take(first is '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder, text, start, end);
        if (char.IsAsciiDigit(first))
            return Take(TokenKind.Index, text, start, EndOfIndex(text, start));
        foreach (var symbol in TwoCharacterSymbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
                return Take(TokenKind.Symbol, text, start, start + symbol.Length);
        }
        var kind = "()[]<>=+-,.".Contains(first, StringComparison.Ordinal) ? TokenKind.Symbol : TokenKind.Unknown;
        return Take(kind, text, start, start + 1);
    }

    private static Token Take(TokenKind kind, string text, int start, int end) =>
        new(kind, text[start..end], start, end);

    private static int EndOfWord(string text, int position)
    {
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_'))
            position++;
        return position;
    }

    // An index has no leading zeros, so 01 is two words.
    private static int EndOfIndex(string text, int position)
    {
        if (text[position++] == '0')
            return position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return position;
    }

    private static bool IsKeyword(string word) =>
        word.ToUpperInvariant()
            is "SET"
                or "REMOVE"
                or "ADD"
                or "DELETE"
                or "AND"
                or "OR"
                or "NOT"
                or "BETWEEN"
                or "IN";
}
