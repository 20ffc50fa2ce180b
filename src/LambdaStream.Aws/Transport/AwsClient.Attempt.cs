using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LambdaStream.Aws.Credentials;
using LambdaStream.Aws.Signing;
using LambdaStream.Connectors;
using LambdaStream.Observing;

namespace LambdaStream.Aws.Transport;

internal sealed partial class AwsClient
{
    private readonly AwsHttp _http;
    private readonly CachedCredentials _credentials;
    private readonly Clock _clock;
    private readonly Signer _signer;
    private readonly int _maxResponseSize;
    private readonly Uri _uri;
    private readonly string _basePath;
    private readonly string _host;

    private async ValueTask<Attempt> AttemptAsync(
        AwsRequest request,
        Func<ErrorAnswer, ServiceError> decode,
        CancellationToken cancellationToken
    )
    {
        var credentials = await _credentials.GetAsync(cancellationToken);
        var timeout = new AttemptTimeout(_settings.Timeout, _time, cancellationToken);
        HttpResponseMessage? response = null;
        HttpStatusCode? status = null;
        try
        {
            using var message = Sign(request, credentials, timeout);
            response = await _http.SendAsync(message, timeout.Token);
            status = response.StatusCode;
            if (request.IsStreamed && response.IsSuccessStatusCode)
            {
                var stream = await AnswerStream.OfAsync(response, timeout, Call(request));
                var open = new AwsAnswer(response.StatusCode, response.Headers, [])
                {
                    ContentHeaders = response.Content.Headers,
                    Stream = stream,
                };
                // They are the stream's now.
                (response, timeout) = (null, null);
                return Attempt.Of(open);
            }
            var body =
                request.Method == HttpMethod.Head
                    ? []
                    : await ResponseBody.ReadAsync(
                        response,
                        _maxResponseSize,
                        timeout.Token,
                        request.IsLarge ? timeout.Restart : null
                    );
            if (!response.IsSuccessStatusCode)
                return Refused(response, body, decode, credentials);
            var answer = new AwsAnswer(response.StatusCode, response.Headers, body)
            {
                ContentHeaders = response.Content.Headers,
            };
            return request.FindError?.Invoke(answer) is { } error
                ? Attempt.Failed(
                    new ServiceException(error.Code, error.Message)
                    {
                        // It is no success, whatever the status says.
                        StatusCode = HttpStatusCode.InternalServerError,
                        RequestId = answer.Header("x-amz-request-id"),
                    }
                )
                : Attempt.Of(answer);
        }
        catch (ResponseTooLargeException exception)
        {
            return Attempt.Failed("ResponseTooLarge", $"{Call(request)}: {exception.Message}", exception, status);
        }
        // The handler wraps some of the cancellations and not others, so the tokens decide.
        catch (Exception exception)
            when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return timeout!.IsExpired
                ? Attempt.Failed(
                    "TimeoutError",
                    $"{Call(request)} was not answered within {_settings.Timeout.TotalMilliseconds:0} ms.",
                    exception
                )
                : Attempt.Failed("NetworkingError", $"{Call(request)} failed: {exception.Message}", exception);
        }
        finally
        {
            response?.Dispose();
            timeout?.Dispose();
        }
    }

    private HttpRequestMessage Sign(AwsRequest request, AwsCredentials credentials, AttemptTimeout timeout)
    {
        var uri = UriOf(request);
        var date = Clock.Format(_clock.Now);
        var headers = Headers(request, date, credentials.SessionToken);
        var authorization = _signer.Authorize(
            new SigningRequest
            {
                Method = request.Method.Method,
                Path = uri.AbsolutePath,
                Query = request.Query,
                Headers = headers,
                Body = request.Body.Span,
                KeepsPath = _service.KeepsPath,
            },
            date,
            credentials
        );
        var message = new HttpRequestMessage(request.Method, uri);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        message.Headers.TryAddWithoutValidation("User-Agent", "lambda-stream");
        // Unsigned, as whoever is between may change it.
        if (PortCall.TraceHeader is { } trace)
            message.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", trace);
        if (request.IsLarge && !request.Body.IsEmpty)
            message.Content = new LargeContent(request.Body, timeout.Restart);
        else if (!request.Body.IsEmpty || Array.Exists(headers, static header => IsOfContent(header.Name)))
            message.Content = new ReadOnlyMemoryContent(request.Body);
        foreach (var (name, value) in headers)
        {
            if (IsOfContent(name))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            else if (name is not "host")
                message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private static bool IsOfContent(string header) => header.StartsWith("content-", StringComparison.Ordinal);

    // Left as it is encoded: the signature covers each character, and a key of S3 may hold what looks like a dot segment.
    private Uri UriOf(AwsRequest request)
    {
        if (request.Path.Length == 0 && request.Query.Length == 0 && request.HostPrefix.Length == 0)
            return _uri;
        var query = request.Query.Length == 0 ? "" : $"?{request.Query}";
        return new(
            $"{_uri.Scheme}://{request.HostPrefix}{_host}{_basePath}{request.Path}{query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
    }

    // Already in the form and, mostly, the order in which they are signed.
    private (string Name, string Value)[] Headers(AwsRequest request, string date, string? token)
    {
        var own = request.Headers;
        var headers = new (string Name, string Value)[own.Length + (token is null ? 2 : 3)];
        headers[0] = ("host", request.HostPrefix + _host);
        headers[1] = ("x-amz-date", date);
        if (token is not null)
            headers[2] = ("x-amz-security-token", token);
        own.CopyTo(headers, headers.Length - own.Length);
        Array.Sort(headers, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return headers;
    }

    private Attempt Refused(
        HttpResponseMessage response,
        byte[] body,
        Func<ErrorAnswer, ServiceError> decode,
        AwsCredentials credentials
    )
    {
        var headers = response.Headers;
        var refusal = decode(new(response.StatusCode, Value(headers, "x-amzn-ErrorType"), body) { Headers = headers });
        var (code, message) = refusal;
        // A refused signature is answered with the text that should have been signed, the session token included.
        if (credentials.SessionToken is { Length: > 0 } token)
            message = message.Replace(token, "***", StringComparison.Ordinal);
        var error = new ServiceException(code, message)
        {
            StatusCode = response.StatusCode,
            Details = refusal.Details,
            RequestId = Value(headers, "x-amzn-RequestId") ?? Value(headers, "x-amz-request-id") ?? refusal.RequestId,
        };
        return Attempt.Failed(
            error,
            RetryAfter(headers),
            isClockCorrected: Clock.IsSuspect(code) && _clock.TryCorrect(headers.Date),
            refused: CachedCredentials.AreRefusedBy(code) ? credentials : null
        );
    }

    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        if (int.TryParse(Value(headers, "x-amz-retry-after"), CultureInfo.InvariantCulture, out var milliseconds))
            return TimeSpan.FromMilliseconds(milliseconds);
        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.Now,
            _ => null,
        };
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
