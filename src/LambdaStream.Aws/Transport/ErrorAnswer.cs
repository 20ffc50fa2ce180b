using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Aws.Transport;

/// <summary>An answer that is an error, for a protocol to decode.</summary>
internal readonly record struct ErrorAnswer(HttpStatusCode Status, string? ErrorType, byte[] Body)
{
    public HttpResponseHeaders? Headers { get; init; }

    /// <summary>What the error is called where the body does not say.</summary>
    public string StatusName => Enum.IsDefined(Status) ? Status.ToString() : $"Http{(int)Status}";
}

/// <summary>The code and the message of an error.</summary>
internal readonly record struct ServiceError(string Code, string Message)
{
    /// <summary>The id of the request, where the body has it; otherwise it is in the headers.</summary>
    public string? RequestId { get; init; }

    /// <summary>What else the body says; undefined where it is no JSON.</summary>
    public Json Details { get; init; }
}
