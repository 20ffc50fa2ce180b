using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Shared;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Sts;

public sealed class AssumeRoleTests(Fauxqs fauxqs)
{
    [Fact]
    public async Task AssumeRole_ReadsTheCredentials()
    {
        var time = new JumpingTime();
        await using var endpoint = Some.Endpoint(
            time,
            LoopbackAnswer.Of(
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                <AssumedRoleUser><AssumedRoleId>A:me</AssumedRoleId><Arn>arn:session</Arn></AssumedRoleUser>
                <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s/+=</SecretAccessKey>
                <SessionToken>t</SessionToken><Expiration>2026-11-23T13:00:00Z</Expiration></Credentials>
                </AssumeRoleResult></AssumeRoleResponse>
                """
            )
        );

        var answer = await Some.On(endpoint, time)
            .Sts!.AssumeRoleAsync(new() { RoleArn = "arn:role", RoleSessionName = "me" }, Token);

        Assert.Equal("arn:session", answer.AssumedRoleArn);
        Assert.Equal(
            ("ASIA", "s/+=", "t", new DateTimeOffset(2026, 11, 23, 13, 0, 0, TimeSpan.Zero)),
            (
                answer.Credentials.AccessKeyId,
                answer.Credentials.SecretAccessKey,
                answer.Credentials.SessionToken,
                answer.Credentials.Expiration
            )
        );
        Assert.DoesNotContain("s/+=", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_WhereThereIsOnlyGetCallerIdentity_IsTheServicesError()
    {
        // All that fauxqs has of STS; what it shows is that its error is understood.
        var sts = new StreamOptions().UseAws(RealServices.Options(fauxqs.Endpoint)).Sts!;

        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
            await sts.AssumeRoleAsync(new() { RoleArn = "arn:role", RoleSessionName = "me" }, Token)
        );

        Assert.Equal("Unknown action: AssumeRole", error.Message);
        Assert.NotNull(error.StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
