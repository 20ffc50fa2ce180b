using Amazon.Runtime;

namespace LambdaStream.Aws.Tests.Credentials;

public sealed class SdkCredentialsTests
{
    private static readonly DateTime Expiration = new(2026, 11, 23, 18, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Sdk_TemporaryCredentials_ComeWithTokenAndExpiration() =>
        Assert.Equal(
            new()
            {
                AccessKeyId = "id",
                SecretAccessKey = "secret",
                SessionToken = "token",
                Expiration = Expiration,
            },
            await new SdkCredentials(
                new SessionAWSCredentials("id", "secret", "token") { Expiration = Expiration }
            ).GetCredentialsAsync(default)
        );

    [Fact]
    public async Task Sdk_LastingCredentials_HaveNeither() =>
        Assert.Equal(
            new() { AccessKeyId = "id", SecretAccessKey = "secret" },
            await new SdkCredentials(new BasicAWSCredentials("id", "secret")).GetCredentialsAsync(default)
        );
}
