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
