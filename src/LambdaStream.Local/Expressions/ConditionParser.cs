using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Expressions;

/// <summary>Reads condition, filter and key condition expressions.</summary>
internal sealed class ConditionParser : ExpressionParser
{
    private const int MaxCandidates = 100;

    private ConditionParser(string kind, string text, Placeholders placeholders)
        : base(kind, text, placeholders) { }

    /// <exception cref="ServiceException">The expression is none.</exception>
    public static Condition Parse(string kind, string text, Placeholders placeholders)
    {
        var parser = new ConditionParser(kind, text, placeholders);
        var condition = parser.RequireCondition(parser.Or());
        parser.ExpectEnd();
        return condition;
    }

    protected override Node WithinParentheses() => Or();

    private Node Or()
    {
        var left = And();
        while (AcceptKeyword("OR"))
            left = new OrCondition(RequireCondition(left), RequireCondition(And()));
        return left;
    }

    private Node And()
    {
        var left = Not();
        while (AcceptKeyword("AND"))
            left = new AndCondition(RequireCondition(left), RequireCondition(Not()));
        return left;
    }

    private Node Not() => AcceptKeyword("NOT") ? new NotCondition(RequireCondition(Not())) : Comparison();

    private Node Comparison()
    {
        var primary = Primary();
        return primary is Operand left ? Comparison(left) : primary;
    }

    private Node Comparison(Operand left)
    {
        if (Current is { Kind: TokenKind.Symbol, Text: "=" or "<>" or "<" or "<=" or ">" or ">=" })
            return Comparison(left, Current.Text);
        if (AcceptKeyword("BETWEEN"))
            return Between(left);
        if (AcceptKeyword("IN"))
            return In(left);
        return left;
    }

    private ComparisonCondition Comparison(Operand left, string comparator)
    {
        Expect(comparator);
        var right = Operand();
        RefuseSame(comparator, left, right);
        if (comparator is not ("=" or "<>"))
        {
            RequireType(comparator, left, ValueOrder.IsOrdered);
            RequireType(comparator, right, ValueOrder.IsOrdered);
        }
        return new(left, comparator, right);
    }

    private BetweenCondition Between(Operand value)
    {
        var low = Operand();
        ExpectKeyword("AND");
        var high = Operand();
        RefuseSame("BETWEEN", value, low, high);
        foreach (var operand in (Operand[])[value, low, high])
            RequireType("BETWEEN", operand, ValueOrder.IsOrdered);
        if (low is ValueOperand { Value: var from } && high is ValueOperand { Value: var to })
        {
            var bounds =
                $"lower bound operand: AttributeValue: {Shown(from)}, upper bound operand: AttributeValue: {Shown(to)}";
            var order = ValueOrder.Compare(from, to);
            if (order is null)
                throw Invalid($"The BETWEEN operator requires same data type for lower and upper bounds; {bounds}");
            if (order > 0)
            {
                throw Invalid(
                    $"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; {bounds}"
                );
            }
        }
        return new(value, low, high);
    }

    private InCondition In(Operand value)
    {
        Expect("(");
        var candidates = new List<Operand> { Operand() };
        while (Accept(","))
            candidates.Add(Operand());
        Expect(")");
        if (candidates.Count > MaxCandidates)
        {
            throw Invalid(
                $"The IN operator is provided with too many operands; number of operands: {candidates.Count}"
            );
        }
        RefuseSame("IN", value, [.. candidates]);
        return new(value, candidates);
    }

    protected override Node Call(string function, IReadOnlyList<Operand> arguments)
    {
        switch (function)
        {
            case "attribute_exists" or "attribute_not_exists":
                RequireCount(function, arguments, 1);
                return new ExistsCondition(RequirePath(function, arguments[0]), function is "attribute_exists");
            case "attribute_type":
                RequireCount(function, arguments, 2);
                return new TypeCondition(arguments[0], TypeOf(arguments[1]));
            case "begins_with":
                RequireCount(function, arguments, 2);
                RefuseSame(function, arguments[0], arguments[1]);
                foreach (var argument in arguments)
                    RequireType(function, argument, type => type is AttributeType.Text or AttributeType.Binary);
                return new BeginsWithCondition(arguments[0], arguments[1]);
            case "contains":
                RequireCount(function, arguments, 2);
                RefuseSame(function, arguments[0], arguments[1]);
                return new ContainsCondition(arguments[0], arguments[1]);
            case "size":
                RequireCount(function, arguments, 1);
                RequireType(
                    function,
                    arguments[0],
                    type => type is not (AttributeType.Number or AttributeType.Boolean or AttributeType.Null)
                );
                return new SizeOperand(arguments[0]);
            default:
                throw Invalid($"The function is not allowed in a condition expression; function: {function}");
        }
    }

    private AttributeType TypeOf(Operand operand)
    {
        const string function = "attribute_type";
        RequireType(function, operand, type => type is AttributeType.Text);
        var name = operand is ValueOperand { Value: var value } ? value.GetText()! : throw NotThisWay(function);
        return TypeNames.TryParse(name, out var type)
            ? type
            : throw Invalid(
                $"Invalid attribute type name found; type: {name}, valid types: {{N,BS,L,B,NULL,M,S,SS,NS,BOOL}}"
            );
    }

    private Condition RequireCondition(Node node) =>
        node switch
        {
            Condition condition => condition,
            SizeOperand => throw NotThisWay("size"),
            _ => throw SyntaxError(),
        };

    private static string Shown(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.Text => $"{{S:{value.GetText()}}}",
            AttributeType.Number => $"{{N:{value.GetNumber()}}}",
            _ => value.ToString(),
        };
}
