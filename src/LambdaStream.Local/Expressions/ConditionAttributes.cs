namespace LambdaStream.Local.Expressions;

internal static class ConditionAttributes
{
    /// <summary>The attributes that a condition asks for.</summary>
    public static IEnumerable<string> Attributes(this Condition condition) =>
        condition switch
        {
            OrCondition(var left, var right) => left.Attributes().Concat(right.Attributes()),
            AndCondition(var left, var right) => left.Attributes().Concat(right.Attributes()),
            NotCondition(var negated) => negated.Attributes(),
            ComparisonCondition(var left, _, var right) => Of(left, right),
            BetweenCondition(var value, var low, var high) => Of(value, low, high),
            InCondition(var value, var candidates) => Of([value, .. candidates]),
            ExistsCondition(var path, _) => [path.Attribute],
            TypeCondition(var value, _) => Of(value),
            BeginsWithCondition(var value, var prefix) => Of(value, prefix),
            ContainsCondition(var value, var part) => Of(value, part),
            _ => [],
        };

    private static IEnumerable<string> Of(params IEnumerable<Operand> operands) =>
        operands.SelectMany(operand =>
            operand switch
            {
                PathOperand(var path) => (string[])[path.Attribute],
                SizeOperand(var of) => Of(of),
                _ => [],
            }
        );
}
