namespace LambdaStream.Connectors;

/// <summary>The port to Secrets Manager.</summary>
/// <remarks>An implementation raises <see cref="ServiceException"/> with the service's error code when it refuses a request.</remarks>
public interface ISecretsManager
{
    /// <summary>Gives a secret.</summary>
    ValueTask<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>The GetSecretValue of Secrets Manager.</summary>
public sealed record GetSecretValueRequest
{
    /// <summary>The name or ARN of the secret.</summary>
    public required string SecretId { get; init; }

    /// <summary>The id of the version; by default that of the stage.</summary>
    public string? VersionId { get; init; }

    /// <summary>The stage of the version; by default AWSCURRENT.</summary>
    public string? VersionStage { get; init; }
}

/// <summary>The answer to GetSecretValue. Its text does not show the secret.</summary>
public sealed record GetSecretValueResponse
{
    /// <summary>The name of the secret.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the version.</summary>
    public string? VersionId { get; init; }

    /// <summary>The secret, if it is text.</summary>
    public string? SecretString { get; init; }

    /// <summary>The secret, if it is bytes.</summary>
    public ReadOnlyMemory<byte>? SecretBinary { get; init; }

    /// <summary>The name and the version alone.</summary>
    public override string ToString() => $"{nameof(GetSecretValueResponse)} {{ {Name} {VersionId} }}";
}
