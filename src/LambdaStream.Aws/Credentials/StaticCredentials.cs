namespace LambdaStream.Aws;

/// <summary>Credentials that stay the same, such as those that Lambda puts in the environment.</summary>
public sealed class StaticCredentials(AwsCredentials credentials) : IAwsCredentialsProvider
{
    /// <summary>Credentials from a key id and a secret, with the session token if they are temporary.</summary>
    public StaticCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null)
        : this(
            new()
            {
                AccessKeyId = accessKeyId,
                SecretAccessKey = secretAccessKey,
                SessionToken = sessionToken,
            }
        ) { }

    /// <inheritdoc/>
    public ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(credentials);
}
