using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Credentials;

/// <summary>Credentials that a service refuses before their time.</summary>
public sealed class RefusedCredentialsTests
{
    private readonly JumpingTime _time = new();
    private readonly RotatingProvider _provider = new();

    [Theory]
    [InlineData("ExpiredToken", 403)]
    [InlineData("ExpiredTokenException", 400)]
    [InlineData("UnrecognizedClientException", 400)]
    public async Task UpdateItem_Refused_IsSentAgainWithOthersAtOnce(string code, int status)
    {
        await using var endpoint = Endpoint(code, status, accepted: "key-2");

        await On(endpoint).UpdateAsync();

        Assert.Equal(["key-1", "key-2"], endpoint.Requests.Select(KeyOf));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task UpdateItem_RefusedAgain_FailsWithTheServicesWord()
    {
        await using var endpoint = Endpoint("ExpiredTokenException", 400, accepted: "none");

        var error = await On(endpoint).FailedUpdateAsync();

        Assert.Equal("ExpiredTokenException", error.Code);
        Assert.Equal(["key-1", "key-2"], endpoint.Requests.Select(KeyOf));
    }

    [Fact]
    public async Task UpdateItem_ProviderHasNoOthers_IsSentOnce_AndItIsNotAskedByEveryCall()
    {
        _provider.IsStuck = true;
        await using var endpoint = Endpoint("ExpiredTokenException", 400, accepted: "none");
        var options = On(endpoint);

        await options.FailedUpdateAsync();
        await options.FailedUpdateAsync();

        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(2, _provider.Calls);
    }

    [Fact]
    public async Task UpdateItem_ProviderFails_GivesTheServicesWord()
    {
        await using var endpoint = Endpoint("ExpiredTokenException", 400, accepted: "none");
        _provider.FailsFrom = 2;

        Assert.Equal("ExpiredTokenException", (await On(endpoint).FailedUpdateAsync()).Code);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task UpdateItem_ManyAreRefused_ShareOneRefresh()
    {
        await using var endpoint = new LoopbackEndpoint(new() { SecretAccessKey = null, Time = _time });
        var allAsked = endpoint.WaitForAsync(8);
        endpoint.Otherwise = request =>
            KeyOf(request) == "key-1" ? LoopbackAnswer.Error("ExpiredTokenException") with { After = allAsked } : new();
        var options = On(endpoint);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => options.UpdateAsync().AsTask()));

        Assert.Equal(2, _provider.Calls);
        Assert.Equal(8, endpoint.Requests.Count(request => KeyOf(request) == "key-2"));
    }

    private StreamOptions On(LoopbackEndpoint endpoint) =>
        Some.On(endpoint, _time, aws => aws with { Credentials = _provider });

    private LoopbackEndpoint Endpoint(string code, int status, string accepted) =>
        new(new() { SecretAccessKey = null, Time = _time })
        {
            Otherwise = request => KeyOf(request) == accepted ? new() : LoopbackAnswer.Error(code, status),
        };

    private static string KeyOf(LoopbackRequest request) =>
        request.Headers["authorization"].Split("Credential=")[1].Split('/')[0];

    /// <summary>Gives a new key each time, with a day to live.</summary>
    private sealed class RotatingProvider : IAwsCredentialsProvider
    {
        public int Calls { get; private set; }

        public bool IsStuck { get; set; }

        public int FailsFrom { get; set; } = int.MaxValue;

        public ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            Calls++;
            return Calls >= FailsFrom
                ? throw new ServiceException("CredentialsProviderError", "It is gone.")
                : new(new AwsCredentials { AccessKeyId = $"key-{(IsStuck ? 1 : Calls)}", SecretAccessKey = "secret" });
        }
    }
}
