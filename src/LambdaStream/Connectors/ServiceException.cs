using System.Net;

namespace LambdaStream.Connectors;

/// <summary>A service refused a request or could not be reached. What ports raise.</summary>
/// <param name="code">The service's error code, such as ConditionalCheckFailedException.</param>
/// <param name="message">What the service says to it.</param>
/// <param name="innerException">What caused it, for example a broken connection.</param>
public class ServiceException(string code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The service, by the name of its port in <see cref="StreamOptions"/>, such as <c>DynamoDb</c>; null where no step of a pipeline has asked it.</summary>
    public string? Service { get; internal set; }

    /// <summary>The service's error code. A fault is named by it.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status, where there was an answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The id by which AWS support finds the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>What else the service says to the error, as it says it; undefined where it is not JSON.</summary>
    public Json Details { get; init; }

    /// <summary>Whether the connection failed or timed out, so that there was no answer.</summary>
    public bool IsConnectionFailure { get; init; }
}
