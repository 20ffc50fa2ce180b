using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Runtime;

/// <summary>Lambda's runtime API: where invocations come from and where their answers go.</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string Version = "2018-06-01";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly HttpMessageInvoker _http;
    private readonly string _runtime;
    private readonly Uri _next;

    /// <param name="api">Host and port.</param>
    /// <param name="transport">Sends the requests; null for sockets.</param>
    public RuntimeApiClient(string api, HttpMessageHandler? transport)
    {
        _http = new(transport ?? Sockets(), disposeHandler: transport is null);
        _runtime = $"http://{api}/{Version}/runtime";
        _next = new($"{_runtime}/invocation/next");
    }

    /// <summary>Waits for the next invocation, as long as it takes.</summary>
    public async Task<Delivery> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        using var response = await SendAsync(request, cancellationToken);
        Require(response, HttpStatusCode.OK, request);
        var requestId =
            Header(response, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new RuntimeApiException("Lambda's runtime API has delivered an invocation without an id.");
        var deadline = Header(response, "Lambda-Runtime-Deadline-Ms");
        return new(
            requestId,
            long.TryParse(deadline, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null,
            Header(response, "Lambda-Runtime-Trace-Id"),
            await ReadAsync(response.Content)
        );
    }

    /// <summary>Gives the answer of an invocation.</summary>
    /// <returns>The status: 202 where Lambda has taken it, 413 where it is too large, else Lambda no longer wants it.</returns>
    public Task<HttpStatusCode> RespondAsync(string requestId, ReadOnlyMemory<byte> response) =>
        PostAsync(InvocationUri(requestId, "response"), response, "application/json", errorType: null);

    /// <summary>Says why an invocation has failed.</summary>
    /// <returns>The status: 202 where Lambda has taken it, else Lambda no longer wants it.</returns>
    public Task<HttpStatusCode> FailAsync(string requestId, Exception error) =>
        PostErrorAsync(InvocationUri(requestId, "error"), error);

    /// <summary>Says why the program could not start.</summary>
    public Task FailInitAsync(Exception error) => PostErrorAsync(new($"{_runtime}/init/error"), error);

    /// <summary>Says that the program can be stored, and waits until it is restored.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_runtime}/restore/next"));
        using var response = await SendAsync(request, cancellationToken);
        Require(response, HttpStatusCode.OK, request);
    }

    /// <summary>Sends any request to the host of the runtime API.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Gone(error);
        }
    }

    public void Dispose() => _http.Dispose();

    // The connection outlives the pauses between invocations, in which the whole process is frozen, and nothing of what
    // goes over it is for a proxy or for tracing.
    private static SocketsHttpHandler Sockets() =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };

    private Uri InvocationUri(string requestId, string verb) =>
        new($"{_runtime}/invocation/{Uri.EscapeDataString(requestId)}/{verb}");

    private Task<HttpStatusCode> PostErrorAsync(Uri uri, Exception error) =>
        PostAsync(uri, ErrorReport.ToJson(error), "application/vnd.aws.lambda.error+json", ErrorReport.TypeOf(error));

    private async Task<HttpStatusCode> PostAsync(
        Uri uri,
        ReadOnlyMemory<byte> body,
        string contentType,
        string? errorType
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, ToHeader(errorType));
        using var response = await SendAsync(request, CancellationToken.None);
        // A 4xx is about this one invocation; with anything else Lambda says that the environment is lost.
        if ((int)response.StatusCode is not (>= 400 and < 500))
            Require(response, HttpStatusCode.Accepted, request);
        return response.StatusCode;
    }

    private static void Require(HttpResponseMessage response, HttpStatusCode expected, HttpRequestMessage request)
    {
        if (response.StatusCode != expected)
            throw new RuntimeApiException(
                $"Lambda's runtime API answers {(int)response.StatusCode} to {request.RequestUri!.AbsolutePath}."
            );
    }

    // Not cancelled by a stop: an invocation that has been delivered is served.
    private static async Task<byte[]> ReadAsync(HttpContent content)
    {
        try
        {
            if (content.Headers.ContentLength is not { } length)
                return await content.ReadAsByteArrayAsync(CancellationToken.None);
            var payload = GC.AllocateUninitializedArray<byte>(checked((int)length));
            await using var body = await content.ReadAsStreamAsync(CancellationToken.None);
            await body.ReadExactlyAsync(payload, CancellationToken.None);
            return payload;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Gone(error);
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.ToString() : null;

    // A header is ASCII; an error code can be anything.
    private static string ToHeader(string text) =>
        string.Create(
            text.Length,
            text,
            static (chars, from) =>
            {
                for (var i = 0; i < chars.Length; i++)
                    chars[i] = from[i] is > ' ' and <= '~' ? from[i] : '?';
            }
        );

    private static RuntimeApiException Gone(Exception error) =>
        new($"Lambda's runtime API does not answer: {error.Message}", error);
}
