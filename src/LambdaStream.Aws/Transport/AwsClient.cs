using LambdaStream.Connectors;
using LambdaStream.Faults;
using LambdaStream.Observing;

namespace LambdaStream.Aws.Transport;

/// <summary>Sends requests to one service: signed, within time-outs, and again where that may help.</summary>
internal sealed partial class AwsClient
{
    private readonly AwsService _service;
    private readonly AwsServiceOptions _settings;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly RetryQuota _quota;

    public AwsClient(AwsConnection connection, AwsService service, AwsServiceOptions settings)
    {
        var options = connection.Options;
        _service = service;
        _settings = settings;
        _time = connection.Time;
        _backoff = new(options.BackoffBase, options.MaxBackoff, connection.Random);
        _quota = new(options.RetryQuota);
        _http = connection.Http;
        _credentials = connection.CredentialsOf(settings);
        _clock = new(connection.Time);
        _signer = new(connection.Region, service.SigningName);
        _maxResponseSize = settings.MaxResponseSize ?? options.MaxResponseSize;
        _uri =
            settings.Endpoint
            ?? service.EndpointIn(connection.Region, options.UseFipsEndpoint, options.UseDualStackEndpoint);
        _basePath = _uri.AbsolutePath.TrimEnd('/');
        _host = _uri.IsDefaultPort ? _uri.IdnHost : _uri.Authority;
    }

    /// <summary>Whether the endpoint is one of AWS's own, in whose hosts a bucket can be named.</summary>
    public bool IsOfAws => _settings.Endpoint is null;

    /// <summary>Sends a request until it succeeds or nothing is left to try, and gives the answer.</summary>
    /// <exception cref="ServiceException">It did not succeed; the error of the last attempt.</exception>
    public ValueTask<AwsAnswer> SendAsync(
        AwsRequest request,
        Func<ErrorAnswer, ServiceError> decode,
        CancellationToken cancellationToken
    ) =>
        _settings.CallTimeout == Timeout.InfiniteTimeSpan
            ? RetryAsync(request, decode, cancellationToken)
            : SendWithinAsync(request, decode, cancellationToken);

    private async ValueTask<AwsAnswer> SendWithinAsync(
        AwsRequest request,
        Func<ErrorAnswer, ServiceError> decode,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(_settings.CallTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await RetryAsync(request, decode, both.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var message = $"{Call(request)} did not succeed within {_settings.CallTimeout.TotalMilliseconds:0} ms.";
            throw new ServiceException("TimeoutError", message, exception) { IsConnectionFailure = true };
        }
    }

    private async ValueTask<AwsAnswer> RetryAsync(
        AwsRequest request,
        Func<ErrorAnswer, ServiceError> decode,
        CancellationToken cancellationToken
    )
    {
        var spent = 0;
        var isRefreshed = false;
        var maxAttempts = request.IsRetried ? _settings.MaxAttempts : 1;
        for (var retry = 0; ; retry++)
        {
            var attempt = await AttemptAsync(request, decode, cancellationToken);
            if (attempt.Error is not { } error)
            {
                _quota.Regain(spent);
                return attempt.Answer;
            }
            var isLast = retry + 1 >= maxAttempts;
            var isCorrected = attempt.IsClockCorrected;
            if (!isLast && !isRefreshed && attempt.Refused is { } refused)
                isCorrected = isRefreshed = await _credentials.TryReplaceAsync(refused, cancellationToken);
            if (isLast || !isCorrected && !PassesByItself(error))
                throw error;
            spent = RetryQuota.CostOf(error.IsConnectionFailure);
            if (!_quota.TrySpend(spent))
                throw error;
            PortCall.Retrying(error);
            if (!isCorrected)
                await Task.Delay(_backoff.Before(retry, attempt.RetryAfter), _time, cancellationToken);
        }
    }

    // As the official clients have it: of the service's own errors only 500, 502, 503 and 504.
    private static bool PassesByItself(ServiceException error) =>
        Retryable.IsThrottling(error) || Retryable.IsTransient(error);

    private string Call(AwsRequest request) => $"{_service.Name} {request.Operation} ({request.HostPrefix}{_host})";
}
