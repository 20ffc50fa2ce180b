using LambdaStream.Connectors;

namespace LambdaStream.Aws.Tests.Sts;

/// <summary>What STS does, embedded or not.</summary>
public abstract class RoleContract
{
    protected const string Role = "arn:aws:iam::000000000000:role/reader";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract (ISts Sts, DateTimeOffset Now) Create();

    [Fact]
    public async Task AssumeRole_GivesCredentialsForAnHour()
    {
        var (sts, now) = Create();

        var answer = await sts.AssumeRoleAsync(new() { RoleArn = Role, RoleSessionName = "me" }, Token);

        Assert.StartsWith("A", answer.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Credentials.SecretAccessKey);
        Assert.NotEmpty(answer.Credentials.SessionToken);
        Assert.InRange(answer.Credentials.Expiration - now, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(62));
        Assert.EndsWith(":assumed-role/reader/me", answer.AssumedRoleArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_ForLess_GivesCredentialsForThatTime()
    {
        var (sts, now) = Create();

        var answer = await sts.AssumeRoleAsync(
            new()
            {
                RoleArn = Role,
                RoleSessionName = "me",
                DurationSeconds = 900,
            },
            Token
        );

        Assert.InRange(answer.Credentials.Expiration - now, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(17));
    }
}
