namespace LambdaStream.Aws.Credentials;

/// <summary>Keeps credentials until shortly before they expire; one refresh serves all who wait for it.</summary>
internal sealed class CachedCredentials(IAwsCredentialsProvider provider, TimeProvider time)
{
    private static readonly TimeSpan RefreshAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile AwsCredentials? _current;
    private Task<AwsCredentials>? _refresh;
    private DateTimeOffset _notBefore;

    public ValueTask<AwsCredentials> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current && (current.Expiration is not { } expiration || !IsNear(expiration))
            ? new(current)
            : new(RefreshAsync(cancellationToken));

    /// <summary>Whether an error says that credentials are good no more: expired, or their key withdrawn.</summary>
    public static bool AreRefusedBy(string code) =>
        code
            is "ExpiredToken"
                or "ExpiredTokenException"
                or "UnrecognizedClientException"
                or "InvalidClientTokenId"
                or "InvalidToken"
                or "InvalidAccessKeyId";

    /// <summary>Gets others in the place of those that a service has refused. False if there are none.</summary>
    /// <remarks>Who was refused with older ones than the current has others already; the rest share one refresh.</remarks>
    public async ValueTask<bool> TryReplaceAsync(AwsCredentials refused, CancellationToken cancellationToken)
    {
        Task<AwsCredentials> refresh;
        lock (_lock)
        {
            if (_refresh is null or { IsCompleted: true })
            {
                if (_current is { } current && current != refused)
                    return true;
                if (time.GetUtcNow() < _notBefore)
                    return false;
                _refresh = LoadAsync();
            }
            refresh = _refresh;
        }
        try
        {
            if (await refresh.WaitAsync(cancellationToken) != refused)
                return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What the service said tells more than why there are no others.
        }
        // The provider knows no better, so not every call that fails asks it.
        lock (_lock)
            _notBefore = time.GetUtcNow() + PauseAfterFailure;
        return false;
    }

    private bool IsNear(DateTimeOffset expiration) => time.GetUtcNow() >= expiration - RefreshAhead;

    private async Task<AwsCredentials> RefreshAsync(CancellationToken cancellationToken)
    {
        Task<AwsCredentials> refresh;
        lock (_lock)
        {
            if (StillValid() is { } valid && time.GetUtcNow() < _notBefore)
                return valid;
            // No waiter's token: who gives up must not take the credentials from the others.
            if (_refresh is null or { IsCompleted: true })
                _refresh = LoadAsync();
            refresh = _refresh;
        }
        return await refresh.WaitAsync(cancellationToken);
    }

    private async Task<AwsCredentials> LoadAsync()
    {
        try
        {
            return _current = await provider.GetCredentialsAsync(CancellationToken.None);
        }
        catch (Exception) when (StillValid() is not null)
        {
            _notBefore = time.GetUtcNow() + PauseAfterFailure;
            return StillValid()!;
        }
    }

    private AwsCredentials? StillValid() =>
        _current is { } current && !(current.Expiration <= time.GetUtcNow()) ? current : null;
}
