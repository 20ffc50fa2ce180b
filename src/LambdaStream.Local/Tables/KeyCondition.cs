using LambdaStream.Connectors;
using LambdaStream.Local.Expressions;
using LambdaStream.Local.Tables.Values;

namespace LambdaStream.Local.Tables;

/// <summary>Which partition a query reads, and which part of it.</summary>
internal sealed class KeyCondition
{
    private const string Kind = "KeyConditionExpression";

    private readonly KeySchema _schema;
    private readonly byte[] _hash;
    private readonly Condition? _range;
    private readonly byte[]? _low;
    private readonly byte[]? _high;

    private KeyCondition(KeySchema schema, AttributeValue hash, Condition? range)
    {
        _schema = schema;
        _hash = ValueOrder.SortableBytes(hash);
        _range = range;
        (_low, _high) = Bounds(range);
    }

    /// <summary>Before the first row that can meet the condition.</summary>
    public RowKey Low => RowKey.Before(_hash, _low);

    /// <summary>Behind the last row that can meet the condition.</summary>
    public RowKey High => RowKey.Behind(_hash, _high);

    /// <exception cref="ServiceException">The expression is none that a query can be made of.</exception>
    public static KeyCondition Parse(string? expression, Placeholders placeholders, TableIndex index)
    {
        var schema = index.Schema;
        if (expression is null)
        {
            throw DynamoDbErrors.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
            );
        }
        var byAttribute = new Dictionary<string, Condition>();
        foreach (var part in Parts(ConditionParser.Parse(Kind, expression, placeholders)))
        {
            if (!byAttribute.TryAdd(AttributeOf(part), part))
                throw DynamoDbErrors.Validation("KeyConditionExpressions must only contain one condition per key");
        }
        if (!byAttribute.Remove(schema.Hash.Name, out var hash))
            throw DynamoDbErrors.Validation("Query condition missed key schema element");
        if (hash is not ComparisonCondition { Operator: "=", Right: ValueOperand { Value: var value } })
            throw DynamoDbErrors.Validation("Query key condition not supported");
        Condition? range = null;
        if (schema.Range is not null)
            byAttribute.Remove(schema.Range.Name, out range);
        if (byAttribute.Count > 0)
            throw DynamoDbErrors.Validation("Query condition missed key schema element");
        schema.CheckCondition(schema.Hash, value, index.Name);
        foreach (var operand in Operands(range))
            schema.CheckCondition(schema.Range!, operand, index.Name);
        return new(schema, value, range);
    }

    public bool Holds(Item item) => _range is null || _range.Holds(item);

    /// <summary>Refuses a starting key that the condition does not meet.</summary>
    public void CheckStart(Item key)
    {
        if (!RowKey.Of(_schema, key).IsInPartition(_hash) || !Holds(key))
            throw DynamoDbErrors.Validation("The provided starting key does not match the range key predicate");
    }

    private static IEnumerable<Condition> Parts(Condition condition) =>
        condition switch
        {
            AndCondition(var left, var right) => Parts(left).Concat(Parts(right)),
            OrCondition => throw InvalidOperator("OR"),
            NotCondition => throw InvalidOperator("NOT"),
            InCondition => throw InvalidOperator("IN"),
            ComparisonCondition { Operator: "<>" } => throw InvalidOperator("<>"),
            ExistsCondition(_, var exists) => throw InvalidOperator(
                exists ? "attribute_exists" : "attribute_not_exists"
            ),
            TypeCondition => throw InvalidOperator("attribute_type"),
            ContainsCondition => throw InvalidOperator("contains"),
            ComparisonCondition { Left: ValueOperand, Right: PathOperand } reversed => [Turned(reversed)],
            _ => [condition],
        };

    private static ComparisonCondition Turned(ComparisonCondition condition) =>
        new(
            condition.Right,
            condition.Operator switch
            {
                "<" => ">",
                "<=" => ">=",
                ">" => "<",
                ">=" => "<=",
                _ => "=",
            },
            condition.Left
        );

    private static string AttributeOf(Condition condition)
    {
        Operand[] operands = condition switch
        {
            ComparisonCondition(var left, _, var right) => [left, right],
            BetweenCondition(var value, var low, var high) => [value, low, high],
            BeginsWithCondition(var value, var prefix) => [value, prefix],
            _ => [],
        };
        if (operands.OfType<SizeOperand>().Any())
            throw DynamoDbErrors.Validation("KeyConditionExpressions cannot contain nested operations");
        if (operands.OfType<PathOperand>().Count() > 1)
            throw InvalidCondition("Multiple attribute names used in one condition");
        if (operands.FirstOrDefault() is not PathOperand { Path: var path })
            throw InvalidCondition("No key attribute specified");
        return path.IsNested
            ? throw DynamoDbErrors.Validation(
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
                    + $"Key: {path.Attribute}"
            )
            : path.Attribute;
    }

    private static IEnumerable<AttributeValue> Operands(Condition? condition) =>
        condition switch
        {
            ComparisonCondition { Right: ValueOperand(var value) } => [value],
            BetweenCondition { Low: ValueOperand(var low), High: ValueOperand(var high) } => [low, high],
            BeginsWithCondition { Prefix: ValueOperand(var prefix) } => [prefix],
            _ => [],
        };

    private static (byte[]? Low, byte[]? High) Bounds(Condition? condition)
    {
        var operands = Operands(condition).Select(ValueOrder.SortableBytes).ToArray();
        return condition switch
        {
            ComparisonCondition { Operator: "=" } => (operands[0], operands[0]),
            ComparisonCondition { Operator: "<" or "<=" } => (null, operands[0]),
            ComparisonCondition => (operands[0], null),
            BetweenCondition => (operands[0], operands[1]),
            BeginsWithCondition => (operands[0], null),
            _ => (null, null),
        };
    }

    private static ServiceException InvalidOperator(string name) =>
        DynamoDbErrors.Validation($"Invalid operator used in {Kind}: {name}");

    private static ServiceException InvalidCondition(string reason) =>
        DynamoDbErrors.Validation($"Invalid condition in {Kind}: {reason}");
}
