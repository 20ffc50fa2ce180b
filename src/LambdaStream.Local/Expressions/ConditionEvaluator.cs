using LambdaStream.Connectors;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Expressions;

/// <summary>Asks a condition of an item. What is missing equals nothing and is below and above nothing.</summary>
internal static class ConditionEvaluator
{
    public static bool Holds(this Condition condition, Item item) =>
        condition switch
        {
            OrCondition(var left, var right) => left.Holds(item) || right.Holds(item),
            AndCondition(var left, var right) => left.Holds(item) && right.Holds(item),
            NotCondition(var negated) => !negated.Holds(item),
            ComparisonCondition(var left, var comparator, var right) => Compare(
                left.In(item),
                comparator,
                right.In(item)
            ),
            BetweenCondition(var value, var low, var high) => value.In(item) is var found
                && Compare(found, ">=", low.In(item))
                && Compare(found, "<=", high.In(item)),
            InCondition(var value, var candidates) => value.In(item) is { IsDefined: true } found
                && candidates.Any(candidate => candidate.In(item) == found),
            ExistsCondition(var path, var exists) => path.In(item).IsDefined == exists,
            TypeCondition(var value, var type) => value.In(item).Type == type,
            BeginsWithCondition(var value, var prefix) => BeginsWith(value.In(item), prefix.In(item)),
            ContainsCondition(var value, var part) => Contains(value.In(item), part.In(item)),
            _ => throw new InvalidOperationException($"{condition} cannot be evaluated."),
        };

    public static bool BeginsWith(AttributeValue value, AttributeValue prefix) =>
        (value.Type, prefix.Type) switch
        {
            (AttributeType.Text, AttributeType.Text) => value
                .GetText()!
                .StartsWith(prefix.GetText()!, StringComparison.Ordinal),
            (AttributeType.Binary, AttributeType.Binary) => value.GetBinary().Span.StartsWith(prefix.GetBinary().Span),
            _ => false,
        };

    public static bool Compare(AttributeValue left, string comparator, AttributeValue right) =>
        comparator switch
        {
            "=" => left.IsDefined && left == right,
            "<>" => !left.IsDefined || left != right,
            "<" => ValueOrder.Compare(left, right) < 0,
            "<=" => ValueOrder.Compare(left, right) <= 0,
            ">" => ValueOrder.Compare(left, right) > 0,
            _ => ValueOrder.Compare(left, right) >= 0,
        };

    private static AttributeValue In(this Operand operand, Item item) =>
        operand switch
        {
            ValueOperand(var value) => value,
            PathOperand(var path) => path.In(item),
            SizeOperand(var of) => Size(of.In(item)),
            _ => throw new InvalidOperationException($"{operand} has no value in a condition."),
        };

    private static AttributeValue Size(AttributeValue value) =>
        value.Type switch
        {
            // DynamoDB counts the UTF-16 units of a string.
            AttributeType.Text => value.GetText()!.Length,
            AttributeType.Binary => value.GetBinary().Length,
            AttributeType.List => value.GetList().Count,
            AttributeType.Map => value.GetMap().Count,
            AttributeType.TextSet or AttributeType.NumberSet => value.GetSet().Count,
            AttributeType.BinarySet => value.GetBinarySet().Count,
            _ => default(AttributeValue),
        };

    private static bool Contains(AttributeValue value, AttributeValue part) =>
        (value.Type, part.Type) switch
        {
            (AttributeType.Text, AttributeType.Text) => value
                .GetText()!
                .Contains(part.GetText()!, StringComparison.Ordinal),
            (AttributeType.Binary, AttributeType.Binary) => value.GetBinary().Span.IndexOf(part.GetBinary().Span) >= 0,
            (AttributeType.List, not AttributeType.None) => value.GetList().Contains(part),
            (AttributeType.TextSet, AttributeType.Text) => value.GetSet().Contains(part.GetText()!),
            (AttributeType.NumberSet, AttributeType.Number) => value
                .GetSet()
                .Any(digits => AttributeValue.Number(digits) == part),
            (AttributeType.BinarySet, AttributeType.Binary) => value
                .GetBinarySet()
                .Any(bytes => part.GetBinary().Span.SequenceEqual(bytes)),
            _ => false,
        };
}
