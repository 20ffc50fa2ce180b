using LambdaStream.Connectors;

namespace LambdaStream.Testing;

/// <summary>A Secrets Manager that keeps what it is asked, and answers as a test says; by default it has no secrets.</summary>
public sealed class RecordingSecretsManager : ISecretsManager
{
    private readonly RequestLog _log = new();

    /// <summary>Answers a request, or raises an error; it may wait.</summary>
    public Func<
        GetSecretValueRequest,
        CancellationToken,
        ValueTask<GetSecretValueResponse>
    > OnGetSecretValue { get; set; } =
        (_, _) => throw new ServiceException("ResourceNotFoundException", "There is no such secret.");

    /// <summary>The requests, in the order in which they came.</summary>
    public IReadOnlyList<GetSecretValueRequest> Requests => _log.All<GetSecretValueRequest>();

    /// <summary>A Secrets Manager that fails at everything.</summary>
    public static RecordingSecretsManager Failing(Exception error) =>
        new() { OnGetSecretValue = (_, _) => throw error };

    /// <inheritdoc/>
    public ValueTask<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken
    ) => OnGetSecretValue(_log.Add(request), cancellationToken);
}
