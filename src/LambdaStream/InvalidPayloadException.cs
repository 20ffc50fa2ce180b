namespace LambdaStream;

/// <summary>The payload of an invocation is not what its source delivers.</summary>
public sealed class InvalidPayloadException(string message, Exception? innerException = null)
    : Exception(message, innerException);
