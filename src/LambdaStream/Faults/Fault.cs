namespace LambdaStream.Faults;

/// <summary>A unit of work that failed and left its stream, and why.</summary>
/// <param name="Unit">The unit as it was when it failed.</param>
/// <param name="Error">What the step raised.</param>
public sealed record Fault(UnitOfWork Unit, Exception Error);
