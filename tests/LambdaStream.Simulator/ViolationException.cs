namespace LambdaStream.Simulator;

/// <summary>Something that must not happen did.</summary>
internal sealed class ViolationException(string message) : Exception(message);
