using LambdaStream.Connectors;

namespace LambdaStream.Aws.Credentials;

/// <summary>Stands where there are no credentials, and says so when they are needed.</summary>
internal sealed class NoCredentials : IAwsCredentialsProvider
{
    public ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
        throw new ServiceException(
            "CredentialsProviderError",
            "There are no credentials. Set AwsOptions.Credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                + "AWS_CONTAINER_CREDENTIALS_FULL_URI."
        );
}
