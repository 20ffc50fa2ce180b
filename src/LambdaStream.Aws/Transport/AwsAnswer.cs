using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Aws.Transport;

/// <summary>An answer that is no error.</summary>
internal readonly record struct AwsAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body)
{
    /// <summary>The value of a header; null where it is missing.</summary>
    public string? Header(string name) =>
        Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
