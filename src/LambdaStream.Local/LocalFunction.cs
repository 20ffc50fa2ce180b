namespace LambdaStream.Local;

/// <summary>A Lambda function: takes the payload of an invocation, gives the response. An exception is a function error.</summary>
/// <param name="payload">The payload as Lambda would send it, UTF-8 JSON.</param>
/// <param name="cancellationToken">Cancels the invocation.</param>
public delegate ValueTask<ReadOnlyMemory<byte>> LocalFunction(
    ReadOnlyMemory<byte> payload,
    CancellationToken cancellationToken
);
