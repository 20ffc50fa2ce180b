namespace LambdaStream.Runtime;

/// <summary>Lambda's runtime API is gone or answers what it must not. The program cannot go on.</summary>
internal sealed class RuntimeApiException(string message, Exception? innerException = null)
    : Exception(message, innerException);

/// <summary>An answer is larger than Lambda takes.</summary>
internal sealed class ResponseTooLargeException(int size, int limit)
    : Exception($"The response has {size:N0} bytes. Lambda takes {limit:N0}.");
