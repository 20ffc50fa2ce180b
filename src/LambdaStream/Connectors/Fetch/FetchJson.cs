using System.Text;
using System.Text.Unicode;

namespace LambdaStream.Connectors;

/// <summary>HTTP requests and answers as fault events show them: without values of headers, which may be secret.</summary>
internal static class FetchJson
{
    public static Json Of(FetchRequest request) =>
        Json.ObjectOf(
            ("url", request.Url),
            ("method", request.Method),
            (
                "headers",
                request.Headers.Count == 0
                    ? default
                    : Json.ObjectOf([.. request.Headers.Select(header => (header.Key, (Json)"[REDACTED]"))])
            ),
            ("body", request.Body.IsEmpty ? default : Content(request.Body)),
            ("responseType", request.ResponseType is FetchResponseType.Text ? "text" : "json")
        );

    // As with the Node library, what was answered and nothing around it.
    public static Json Of(FetchResponse response) => response.Json.IsDefined ? response.Json : Content(response.Body);

    private static Json Content(ReadOnlyMemory<byte> body) =>
        Utf8.IsValid(body.Span) ? Encoding.UTF8.GetString(body.Span) : $"[BUFFER: {body.Length}]";
}
