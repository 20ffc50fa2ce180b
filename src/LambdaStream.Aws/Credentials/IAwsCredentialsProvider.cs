namespace LambdaStream.Aws;

/// <summary>Where credentials come from, for example a provider chain of the AWS SDK.</summary>
/// <remarks>
/// It is asked on first use, and again five minutes before what it gave expires: one call serves all who wait. Credentials
/// without an expiration are asked for once. It is asked again, too, when a service refuses what it gave as expired or
/// unknown, and the call is sent once more if it gives others. It raises what it likes; the call that needed the credentials then fails with it.
/// </remarks>
public interface IAwsCredentialsProvider
{
    /// <summary>Gets credentials that are valid now.</summary>
    ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken);
}
