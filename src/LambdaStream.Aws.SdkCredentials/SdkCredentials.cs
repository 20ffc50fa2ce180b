using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace LambdaStream.Aws;

/// <summary>Credentials from the AWS SDK, which also refreshes them.</summary>
public sealed class SdkCredentials : IAwsCredentialsProvider
{
    private readonly Lazy<AWSCredentials> _credentials;

    /// <summary>The first credentials that the SDK's default chain finds, searched when they are first needed.</summary>
    public SdkCredentials() => _credentials = new(static () => DefaultAWSCredentialsIdentityResolver.GetCredentials());

    /// <summary>These credentials of the SDK.</summary>
    public SdkCredentials(AWSCredentials credentials) => _credentials = new(credentials);

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        var source = _credentials.Value;
        var current = await source.GetCredentialsAsync().WaitAsync(cancellationToken);
        return new()
        {
            AccessKeyId = current.AccessKey,
            SecretAccessKey = current.SecretKey,
            SessionToken = current.UseToken ? current.Token : null,
            Expiration = source.Expiration is { } expiration ? new(expiration.ToUniversalTime()) : null,
        };
    }
}
