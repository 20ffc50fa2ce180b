using System.Net;

namespace LambdaStream.Aws.Transport;

/// <summary>An answer that is an error, for a protocol to decode.</summary>
internal readonly record struct ErrorAnswer(HttpStatusCode Status, string? ErrorType, byte[] Body);

/// <summary>The code and the message of an error.</summary>
internal readonly record struct ServiceError(string Code, string Message);
