using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Expressions;

/// <summary>Reads update expressions.</summary>
internal sealed class UpdateParser : ExpressionParser
{
    private static readonly string[] Sections = ["SET", "REMOVE", "ADD", "DELETE"];

    private UpdateParser(string text, Placeholders placeholders)
        : base("UpdateExpression", text, placeholders) { }

    /// <exception cref="ServiceException">The expression is none.</exception>
    public static IReadOnlyList<UpdateAction> Parse(string text, Placeholders placeholders)
    {
        var parser = new UpdateParser(text, placeholders);
        var actions = parser.Actions();
        parser.RefuseOverlaps([.. actions.Select(action => action.Path)]);
        return actions;
    }

    protected override Node WithinParentheses() => SetValue();

    private List<UpdateAction> Actions()
    {
        var actions = new List<UpdateAction>();
        var seen = new HashSet<string>();
        do
        {
            var section = Array.Find(Sections, Current.IsKeyword) ?? throw SyntaxError();
            if (!seen.Add(section))
                throw Invalid($"The \"{section}\" section can only be used once in an update expression;");
            ExpectKeyword(section);
            do actions.Add(Action(section));
            while (Accept(","));
        } while (Current.Kind is not TokenKind.End);
        return actions;
    }

    private UpdateAction Action(string section)
    {
        var path = Path();
        switch (section)
        {
            case "SET":
                Expect("=");
                return new SetAction(path, SetValue());
            case "REMOVE":
                return new RemoveAction(path);
            case "ADD":
                return new AddAction(path, Value(section, type => IsSet(type) || type is AttributeType.Number));
            default:
                return new DeleteAction(path, Value(section, IsSet));
        }
    }

    private Operand SetValue()
    {
        var left = Operand();
        var sign = Current.Text;
        if (!Accept("+") && !Accept("-"))
            return left;
        var right = Operand();
        foreach (var operand in (Operand[])[left, right])
        {
            RefuseListAppend(operand);
            RequireType(sign, operand, type => type is AttributeType.Number);
        }
        return new ArithmeticOperand(left, sign is "-", right);
    }

    protected override Node Call(string function, IReadOnlyList<Operand> arguments)
    {
        switch (function)
        {
            case "if_not_exists":
                RequireCount(function, arguments, 2);
                RefuseListAppend(arguments[1]);
                RefuseSame(function, arguments[0], arguments[1]);
                return new IfNotExistsOperand(RequirePath(function, arguments[0]), arguments[1]);
            case "list_append":
                RequireCount(function, arguments, 2);
                foreach (var argument in arguments)
                {
                    RefuseListAppend(argument);
                    RequireType(function, argument, type => type is AttributeType.List);
                }
                return new ListAppendOperand(arguments[0], arguments[1]);
            default:
                throw Invalid($"The function is not allowed in an update expression; function: {function}");
        }
    }

    private void RefuseListAppend(Operand operand)
    {
        if (operand is ListAppendOperand)
            throw NotThisWay("list_append");
    }

    private AttributeValue Value(string section, Func<AttributeType, bool> allowed)
    {
        var value = Value();
        return allowed(value.Type)
            ? value
            : throw Invalid(
                $"Incorrect operand type for operator or function; operator: {section}, "
                    + $"operand type: {TypeNames.InFull(value.Type)}, typeSet: ALLOWED_FOR_{section}_OPERAND"
            );
    }

    private static bool IsSet(AttributeType type) =>
        type is AttributeType.TextSet or AttributeType.NumberSet or AttributeType.BinarySet;
}
