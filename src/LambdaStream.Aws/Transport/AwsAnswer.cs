using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Aws.Transport;

/// <summary>An answer that is no error.</summary>
internal readonly record struct AwsAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body)
{
    /// <summary>The headers of the body.</summary>
    public HttpContentHeaders? ContentHeaders { get; init; }

    /// <summary>The body, where it is still to be read; who has it disposes it.</summary>
    public Stream? Stream { get; init; }

    /// <summary>The value of a header; null where it is missing.</summary>
    public string? Header(string name) =>
        Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString()
        : ContentHeaders?.NonValidated.TryGetValues(name, out var content) is true ? content.ToString()
        : null;
}
