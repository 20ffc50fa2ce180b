namespace LambdaStream.Shared;

internal sealed class RealServiceUnavailableException(string message) : Exception(message);
