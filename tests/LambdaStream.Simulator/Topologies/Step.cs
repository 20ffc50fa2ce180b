namespace LambdaStream.Simulator.Topologies;

/// <summary>A step of a pipeline.</summary>
/// <param name="Text">What it does, to be printed.</param>
/// <param name="Apply">The step.</param>
internal sealed record Step(string Text, Func<IAsyncEnumerable<UnitOfWork>, IAsyncEnumerable<UnitOfWork>> Apply);
