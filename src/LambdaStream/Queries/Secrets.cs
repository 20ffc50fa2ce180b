using LambdaStream.Connectors;

namespace LambdaStream.Queries;

/// <summary>A secret that is read when someone asks, kept for a time, and then read again. One call serves all who wait.</summary>
/// <remarks>
/// Where a secret that is there already cannot be read again, it stays, and the next attempt is made half a minute later: a
/// function must not fail because Secrets Manager is away for a moment.
/// </remarks>
public sealed class Secrets
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly ISecretsManager _port;
    private readonly TimeProvider _time;
    private readonly SecretsOptions _options;
    private readonly string _id;
    private Secret? _current;
    private DateTimeOffset _expiry;
    private Task<Secret>? _reading;

    /// <summary>A secret of a function.</summary>
    /// <param name="options">The options of the function: the port, the clock, and the names of service and stage.</param>
    /// <param name="settings">How it is read and kept.</param>
    /// <exception cref="ArgumentException">There is no port, or no name for the secret.</exception>
    public Secrets(StreamOptions options, SecretsOptions? settings = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = settings ?? new();
        _time = options.Time;
        _port =
            options.SecretsManager
            ?? throw new ArgumentException(
                "The port SecretsManager is missing. Set StreamOptions.SecretsManager.",
                nameof(options)
            );
        _id =
            _options.SecretId
            ?? (options.Source is { } source && options.Stage is { } stage ? $"{source}/{stage}" : null)
            ?? throw new ArgumentException(
                "The secret has no name. Set SecretsOptions.SecretId, or PROJECT and STAGE.",
                nameof(settings)
            );
    }

    /// <summary>Gives the secret.</summary>
    /// <exception cref="ServiceException">Secrets Manager has refused it.</exception>
    /// <exception cref="FormatException">It is not in the form that <see cref="SecretsOptions.Decode"/> reads.</exception>
    public async ValueTask<Secret> GetAsync(CancellationToken cancellationToken)
    {
        Task<Secret> reading;
        lock (_lock)
        {
            if (_current is { } current && _time.GetUtcNow() < _expiry)
                return current;
            // No waiter's token: who gives up must not take the secret from the others.
            if (_reading is null or { IsCompleted: true })
                _reading = ReadAsync();
            reading = _reading;
        }
        return await reading.WaitAsync(cancellationToken);
    }

    private async Task<Secret> ReadAsync()
    {
        Secret secret;
        try
        {
            secret = Decode(await _port.GetSecretValueAsync(new() { SecretId = _id }, CancellationToken.None));
        }
        catch (Exception) when (_current is not null)
        {
            lock (_lock)
            {
                _expiry = _time.GetUtcNow() + PauseAfterFailure;
                return _current;
            }
        }
        lock (_lock)
        {
            _expiry = _time.GetUtcNow() + _options.RefreshAfter;
            return _current = secret;
        }
    }

    private Secret Decode(GetSecretValueResponse response)
    {
        try
        {
            return new(_options.Decode(response));
        }
        catch (Exception exception)
        {
            // Not with what the decoder says: it may show a part of the secret.
            throw new FormatException(
                $"The secret {_id} could not be decoded ({exception.GetType().Name}). Set SecretsOptions.Decode to how it is encoded."
            );
        }
    }
}
