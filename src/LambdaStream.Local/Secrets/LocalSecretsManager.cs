using System.Net;
using LambdaStream.Connectors;

namespace LambdaStream.Local.Secrets;

/// <summary>Secrets Manager over the secrets of a world.</summary>
internal sealed class LocalSecretsManager(LocalEnvironment environment) : ISecretsManager
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Value, string Version)> _secrets = new(StringComparer.Ordinal);

    public void Set(string name, string value)
    {
        lock (_lock)
            _secrets[name] = (value, environment.Ids.Next().ToString("D"));
    }

    public ValueTask<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken
    ) => Answer.To(request, Get, cancellationToken);

    private GetSecretValueResponse Get(GetSecretValueRequest request)
    {
        var name = request.SecretId[(request.SecretId.LastIndexOf(':') + 1)..];
        lock (_lock)
        {
            if (
                _secrets.TryGetValue(name, out var secret)
                && request.VersionStage is null or "AWSCURRENT"
                && (request.VersionId is null || request.VersionId == secret.Version)
            )
                return new()
                {
                    Name = name,
                    VersionId = secret.Version,
                    SecretString = secret.Value,
                };
        }
        throw new ServiceException("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        {
            StatusCode = HttpStatusCode.BadRequest,
        };
    }
}
