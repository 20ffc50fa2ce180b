using System.Net;
using System.Net.Http.Headers;

namespace LambdaStream.Connectors;

/// <summary>HTTP over sockets that are kept open, opened on first use.</summary>
/// <remarks>Redirects are followed. It may be used by several invocations at once.</remarks>
public sealed class HttpFetch : IFetch, IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly int _maxResponseSize;
    private readonly Lazy<HttpMessageInvoker> _invoker;

    /// <summary>Makes a port.</summary>
    /// <param name="timeout">How long a request may take, its answer included.</param>
    /// <param name="time">The clock of the time-out; by default the system's.</param>
    /// <param name="proxy">The proxy; by default none.</param>
    /// <param name="maxResponseSize">The bytes of an answer above which it is refused; by default 32 MiB.</param>
    public HttpFetch(
        TimeSpan timeout,
        TimeProvider? time = null,
        IWebProxy? proxy = null,
        int maxResponseSize = 32 * 1024 * 1024
    )
    {
        _timeout = timeout;
        _time = time ?? TimeProvider.System;
        _maxResponseSize = maxResponseSize;
        _invoker = new(() =>
            new(
                new SocketsHttpHandler
                {
                    Proxy = proxy,
                    UseProxy = proxy is not null,
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    ActivityHeadersPropagator = null,
                }
            )
        );
    }

    /// <inheritdoc/>
    public async ValueTask<FetchResponse> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = Message(request);
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var where = $"{request.Method} {message.RequestUri!.GetLeftPart(UriPartial.Path)}";
        try
        {
            using var response = await _invoker.Value.SendAsync(message, both.Token);
            return new()
            {
                Status = (int)response.StatusCode,
                Headers = Headers(response),
                Body = await ReadAsync(response, where, both.Token),
            };
        }
        // The handler wraps some of the cancellations and not others, so the tokens decide.
        catch (Exception exception)
            when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? Failure(
                    "TimeoutError",
                    $"{where} was not answered within {_timeout.TotalMilliseconds:0} ms.",
                    exception
                )
                : Failure("NetworkingError", $"{where} failed: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_invoker.IsValueCreated)
            _invoker.Value.Dispose();
    }

    private static ServiceException Failure(string code, string message, Exception cause) =>
        new(code, message, cause) { IsConnectionFailure = true };

    private static HttpRequestMessage Message(FetchRequest request)
    {
        // The URL is not shown: its query may hold a key.
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new ArgumentException("The URL of the request is no absolute HTTP URL.", nameof(request));
        var message = new HttpRequestMessage(new(request.Method), uri);
        if (!request.Body.IsEmpty)
            message.Content = new ReadOnlyMemoryContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            if (
                !message.Headers.TryAddWithoutValidation(name, value)
                && message.Content?.Headers.TryAddWithoutValidation(name, value) is not true
            )
                // A header of the body, where there is none, says nothing.
                continue;
        }
        return message;
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var all in (HttpHeaders[])[response.Headers, response.Content.Headers])
        {
            foreach (var (name, values) in all.NonValidated)
                headers[name] = values.ToString();
        }
        return headers;
    }

    private async ValueTask<byte[]> ReadAsync(
        HttpResponseMessage response,
        string where,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, cancellationToken) is not 0 and var read)
        {
            body.Write(chunk, 0, read);
            if (body.Length > _maxResponseSize)
                throw new ServiceException(
                    "ResponseTooLarge",
                    $"The answer to {where} is larger than {_maxResponseSize} bytes."
                )
                {
                    StatusCode = response.StatusCode,
                };
        }
        return body.ToArray();
    }
}
