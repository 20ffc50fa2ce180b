using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Credentials;

public sealed class AssumedRoleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new();
    private readonly RecordingSts _sts = new();

    public AssumedRoleTests() =>
        _sts.OnAssumeRole = (_, _) =>
            new(
                new AssumeRoleResponse
                {
                    Credentials = new()
                    {
                        AccessKeyId = Some.KeyId,
                        SecretAccessKey = Some.Secret,
                        SessionToken = "role",
                        Expiration = _time.GetUtcNow().AddHours(1),
                    },
                }
            );

    // Node: assume role; execute middleware
    [Fact]
    public async Task Of_TheFunction_NamesRoleAndSession()
    {
        var options = new StreamOptions
        {
            Sts = _sts,
            AssumeRole = "arn:role",
            FunctionName = "svc-listener",
        };

        var credentials = await AssumedRoleCredentials.Of(options).GetCredentialsAsync(Token);
        await AssumedRoleCredentials.Of(options with { FunctionName = null }, "arn:other").GetCredentialsAsync(Token);

        Assert.Equal("role", credentials.SessionToken);
        Assert.Equal(Start.AddHours(1), credentials.Expiration);
        Assert.Equal(
            [("arn:role", "svc-listener"), ("arn:other", "lambda-stream")],
            _sts.Requests.Select(request => (request.RoleArn, request.RoleSessionName))
        );
    }

    [Fact]
    public void Of_WithoutRoleOrPort_IsAnError()
    {
        Assert.Throws<ArgumentException>(() => AssumedRoleCredentials.Of(new() { Sts = _sts }));
        Assert.Throws<ArgumentException>(() => AssumedRoleCredentials.Of(new() { AssumeRole = "arn:role" }));
    }

    [Fact]
    public async Task Service_WithCredentialsOfItsOwn_SignsWithThemAndRefreshesThem()
    {
        await using var endpoint = new LoopbackEndpoint(new() { Time = _time, SessionToken = "role" });
        await using var plain = Some.Endpoint(_time);
        var role = new AssumedRoleCredentials(_sts, new() { RoleArn = "arn:role", RoleSessionName = "me" });
        var aws = Some.Options(plain.Uri);
        var settings = aws.Lambda with { Endpoint = endpoint.Uri, Credentials = role };
        var options = new StreamOptions { Time = _time }.UseAws(aws with { Lambda = settings, Kms = settings });
        endpoint.Otherwise = _ => LoopbackAnswer.Of("""{"Plaintext":"AQ=="}""");

        await options.Lambda!.InvokeAsync(new() { FunctionName = "f" }, Token);
        await options.Kms!.DecryptAsync(new() { CiphertextBlob = new byte[1] }, Token);
        await options.UpdateAsync(Token);
        Assert.Single(_sts.Requests);
        _time.Advance(TimeSpan.FromMinutes(56));
        await options.Lambda!.InvokeAsync(new() { FunctionName = "f" }, Token);

        Assert.Equal(2, _sts.Requests.Count);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
        Assert.Null(Assert.Single(plain.Requests).SignatureProblem);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
