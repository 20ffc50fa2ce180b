using LambdaStream.Connectors;

namespace LambdaStream.Local.Expressions;

/// <summary>A part of a parsed expression.</summary>
internal abstract record Node;

/// <summary>A part that stands for a value.</summary>
internal abstract record Operand : Node;

internal sealed record PathOperand(ItemPath Path) : Operand;

internal sealed record ValueOperand(AttributeValue Value) : Operand;

internal sealed record SizeOperand(Operand Of) : Operand;

internal sealed record IfNotExistsOperand(ItemPath Path, Operand Otherwise) : Operand;

internal sealed record ListAppendOperand(Operand First, Operand Second) : Operand;

internal sealed record ArithmeticOperand(Operand Left, bool IsSubtraction, Operand Right) : Operand;

/// <summary>A part that is true or false.</summary>
internal abstract record Condition : Node;

internal sealed record OrCondition(Condition Left, Condition Right) : Condition;

internal sealed record AndCondition(Condition Left, Condition Right) : Condition;

internal sealed record NotCondition(Condition Negated) : Condition;

internal sealed record ComparisonCondition(Operand Left, string Operator, Operand Right) : Condition;

internal sealed record BetweenCondition(Operand Value, Operand Low, Operand High) : Condition;

internal sealed record InCondition(Operand Value, IReadOnlyList<Operand> Candidates) : Condition;

internal sealed record ExistsCondition(ItemPath Path, bool Exists) : Condition;

internal sealed record TypeCondition(Operand Value, AttributeType Type) : Condition;

internal sealed record BeginsWithCondition(Operand Value, Operand Prefix) : Condition;

internal sealed record ContainsCondition(Operand Value, Operand Part) : Condition;

/// <summary>What an update expression does at one place of the item.</summary>
internal abstract record UpdateAction(ItemPath Path);

internal sealed record SetAction(ItemPath Path, Operand Value) : UpdateAction(Path);

internal sealed record RemoveAction(ItemPath Path) : UpdateAction(Path);

internal sealed record AddAction(ItemPath Path, AttributeValue Value) : UpdateAction(Path);

internal sealed record DeleteAction(ItemPath Path, AttributeValue Elements) : UpdateAction(Path);
