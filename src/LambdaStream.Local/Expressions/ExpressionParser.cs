using System.Globalization;
using System.Text;
using LambdaStream.Connectors;
using LambdaStream.Local.Tables;

namespace LambdaStream.Local.Expressions;

/// <summary>What the parsers of all kinds of expressions share: words, paths, operands and refusals.</summary>
internal abstract class ExpressionParser
{
    private const int MaxLength = 4 * 1024;
    private const int MaxIndex = int.MaxValue - 1;

    private readonly string _kind;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly Placeholders _placeholders;
    private (int Open, int Close) _lastParentheses;

    /// <param name="kind">The name of the request's parameter, such as UpdateExpression.</param>
    /// <param name="text">The expression.</param>
    /// <param name="placeholders">What its placeholders stand for.</param>
    protected ExpressionParser(string kind, string text, Placeholders placeholders)
    {
        _kind = kind;
        _text = text;
        _placeholders = placeholders;
        if (text.Length == 0)
            throw Invalid("The expression can not be empty;");
        if (Encoding.UTF8.GetByteCount(text) is > MaxLength and var size)
            throw Invalid($"Expression size has exceeded the maximum allowed size; expression size: {size}");
        _tokens = Tokenizer.Read(text);
    }

    protected int Position { get; private set; }

    protected Token Current => _tokens[Position];

    protected Token Next => _tokens[Math.Min(Position + 1, _tokens.Count - 1)];

    protected Token Previous => _tokens[Position - 1];

    /// <summary>Two paths of one expression must be apart.</summary>
    protected void RefuseOverlaps(IReadOnlyList<ItemPath> paths)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var how =
                    paths[j].Overlaps(paths[i]) ? "overlap"
                    : paths[j].Conflicts(paths[i]) ? "conflict"
                    : null;
                if (how is not null)
                {
                    throw Invalid(
                        $"Two document paths {how} with each other; must remove or rewrite one of these paths; "
                            + $"path one: {paths[j]}, path two: {paths[i]}"
                    );
                }
            }
        }
    }

    protected ItemPath Path()
    {
        var steps = new List<PathStep> { new(AttributeName()) };
        while (true)
        {
            if (Accept("."))
                steps.Add(new(AttributeName()));
            else if (Accept("["))
                steps.Add(new(null, ListIndex()));
            else
                break;
        }
        var path = new ItemPath(steps);
        _placeholders.Add(path);
        return path;
    }

    protected AttributeValue Value()
    {
        var placeholder = Take(TokenKind.ValuePlaceholder).Text;
        var value = _placeholders.Value(placeholder);
        return value.IsDefined
            ? value
            : throw Invalid(
                $"An expression attribute value used in expression is not defined; attribute value: {placeholder}"
            );
    }

    /// <summary>A path, a value or a function; in parentheses, what the kind of expression allows there.</summary>
    protected Operand Operand()
    {
        var start = Current;
        return Primary() as Operand
            ?? throw (start.Kind is TokenKind.Name ? NotThisWay(start.Text) : SyntaxError(start));
    }

    /// <summary>An operand, or a condition that stands on its own.</summary>
    protected Node Primary() =>
        Current.Kind is TokenKind.ValuePlaceholder ? new ValueOperand(Value())
        : Current.IsSymbol("(") ? InParentheses()
        : Current.Kind is TokenKind.Name && Next.IsSymbol("(") ? Function()
        : new PathOperand(Path());

    protected abstract Node WithinParentheses();

    protected abstract Node Call(string function, IReadOnlyList<Operand> arguments);

    private Node Function()
    {
        var function = Take(TokenKind.Name).Text;
        if (!Functions.Contains(function))
            throw Invalid($"Invalid function name; function: {function}");
        Expect("(");
        var arguments = new List<Operand> { Operand() };
        while (Accept(","))
            arguments.Add(Operand());
        Expect(")");
        return Call(function, arguments);
    }

    protected void RequireCount(string function, IReadOnlyList<Operand> arguments, int count)
    {
        if (arguments.Count != count)
        {
            throw Invalid(
                "Incorrect number of operands for operator or function; "
                    + $"operator or function: {function}, number of operands: {arguments.Count}"
            );
        }
    }

    protected ItemPath RequirePath(string function, Operand operand) =>
        operand is PathOperand { Path: var path }
            ? path
            : throw Invalid($"Operator or function requires a document path; operator or function: {function}");

    /// <summary>Refuses an operand whose type is known already and is a wrong one.</summary>
    protected void RequireType(string function, Operand operand, Func<AttributeType, bool> allowed)
    {
        if (KnownType(operand) is { } type && !allowed(type))
            throw IncorrectType(function, Tables.Values.TypeNames.Of(type));
    }

    protected void RefuseSame(string operation, Operand first, params ReadOnlySpan<Operand> others)
    {
        if (first is not PathOperand { Path: var path })
            return;
        foreach (var other in others)
        {
            if (other is PathOperand { Path: var same } && same.Equals(path))
            {
                throw Invalid(
                    "The first operand must be distinct from the remaining operands for this operator or function; "
                        + $"operator: {operation}, first operand: {path}"
                );
            }
        }
    }

    protected ServiceException IncorrectType(string function, string type) =>
        Invalid(
            "Incorrect operand type for operator or function; "
                + $"operator or function: {function}, operand type: {type}"
        );

    protected ServiceException NotThisWay(string function) =>
        Invalid($"The function is not allowed to be used this way in an expression; function: {function}");

    protected bool Accept(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        Position++;
        return true;
    }

    protected bool AcceptKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
            return false;
        Position++;
        return true;
    }

    protected void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw SyntaxError();
    }

    protected void ExpectKeyword(string keyword)
    {
        if (!AcceptKeyword(keyword))
            throw SyntaxError();
    }

    protected void ExpectEnd()
    {
        if (Current.Kind is not TokenKind.End)
            throw SyntaxError();
    }

    protected ServiceException SyntaxError() => SyntaxError(Current);

    protected ServiceException SyntaxError(Token token)
    {
        var index = _tokens.IndexOf(token);
        var start = index == 0 ? 0 : _tokens[index - 1].Start;
        var end = _tokens[Math.Min(index + 1, _tokens.Count - 1)];
        // The end of the text is no word to show, only what stands before it.
        var stop = token.Kind is TokenKind.End || end.Kind is TokenKind.End ? token.End : end.End;
        return Invalid($"Syntax error; token: \"{token.Text}\", near: \"{_text[start..stop]}\"");
    }

    protected ServiceException Invalid(string message) => DynamoDbErrors.Validation($"Invalid {_kind}: {message}");

    protected static AttributeType? KnownType(Operand operand) =>
        operand switch
        {
            ValueOperand { Value.Type: var type } => type,
            SizeOperand or ArithmeticOperand => AttributeType.Number,
            ListAppendOperand => AttributeType.List,
            _ => null,
        };

    private static readonly HashSet<string> Functions =
    [
        "attribute_exists",
        "attribute_not_exists",
        "attribute_type",
        "begins_with",
        "contains",
        "size",
        "if_not_exists",
        "list_append",
    ];

    private Node InParentheses()
    {
        var open = Position;
        Expect("(");
        var node = WithinParentheses();
        if (_lastParentheses == (open + 1, Position - 1))
            throw Invalid("The expression has redundant parentheses;");
        Expect(")");
        _lastParentheses = (open, Position - 1);
        return node;
    }

    private string AttributeName()
    {
        if (Current.Kind is TokenKind.NamePlaceholder)
        {
            var placeholder = Take(TokenKind.NamePlaceholder).Text;
            return _placeholders.Name(placeholder)
                ?? throw Invalid(
                    "An expression attribute name used in the document path is not defined; "
                        + $"attribute name: {placeholder}"
                );
        }
        var name = Take(TokenKind.Name).Text;
        return ReservedWords.Contains(name)
            ? throw Invalid($"Attribute name is a reserved keyword; reserved keyword: {name}")
            : name;
    }

    private int ListIndex()
    {
        var digits = Take(TokenKind.Index).Text;
        Expect("]");
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= MaxIndex
            ? index
            : throw Invalid($"List index is not within the allowable range; index: [{digits}]");
    }

    private Token Take(TokenKind kind)
    {
        var token = Current;
        if (token.Kind != kind)
            throw SyntaxError();
        Position++;
        return token;
    }
}
