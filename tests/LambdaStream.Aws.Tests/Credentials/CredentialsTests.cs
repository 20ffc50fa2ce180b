using LambdaStream.Aws.Credentials;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Credentials;

public sealed class CredentialsTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task Cached_ManyWaiters_CauseOneRefresh()
    {
        var cached = new CachedCredentials(_provider, _time);

        var waiters = Enumerable.Range(0, 10).Select(_ => cached.GetAsync(default).AsTask()).ToArray();
        _provider.Give(Until(TimeSpan.FromHours(1)));

        Assert.Single((await Task.WhenAll(waiters)).Distinct());
        Assert.Equal(1, _provider.Calls);
    }

    [Fact]
    public async Task Cached_WaiterWhoGivesUp_LeavesTheRefreshToTheOthers()
    {
        var cached = new CachedCredentials(_provider, _time);
        using var cancellation = new CancellationTokenSource();
        var first = cached.GetAsync(cancellation.Token).AsTask();
        var second = cached.GetAsync(default).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _provider.Give(Until(TimeSpan.FromHours(1)));

        Assert.NotNull(await second);
        Assert.Equal(1, _provider.Calls);
    }

    [Fact]
    public async Task Cached_FiveMinutesBeforeTheEnd_RefreshesThem()
    {
        var cached = new CachedCredentials(_provider, _time);
        _provider.Give(Until(TimeSpan.FromHours(1)));
        var first = await cached.GetAsync(default);

        _time.Advance(TimeSpan.FromMinutes(54));
        Assert.Same(first, await cached.GetAsync(default));
        _time.Advance(TimeSpan.FromMinutes(1));
        _provider.Give(Until(TimeSpan.FromHours(2)));

        Assert.NotSame(first, await cached.GetAsync(default));
        Assert.Equal(2, _provider.Calls);
    }

    [Fact]
    public async Task Cached_RefreshFails_UsesTheOldOnesUntilTheyExpire()
    {
        var cached = new CachedCredentials(_provider, _time);
        _provider.Give(Until(TimeSpan.FromHours(1)));
        var first = await cached.GetAsync(default);

        _time.Advance(TimeSpan.FromMinutes(56));
        _provider.Fail();
        Assert.Same(first, await cached.GetAsync(default));
        Assert.Same(first, await cached.GetAsync(default));
        Assert.Equal(2, _provider.Calls);

        _time.Advance(TimeSpan.FromSeconds(10));
        _provider.Fail();
        Assert.Same(first, await cached.GetAsync(default));
        Assert.Equal(3, _provider.Calls);

        _time.Advance(TimeSpan.FromMinutes(4));
        _provider.Fail();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cached.GetAsync(default));
    }

    [Fact]
    public async Task Cached_WithoutExpiration_AreAskedForOnce()
    {
        var cached = new CachedCredentials(new StaticCredentials("id", "secret"), _time);
        var first = await cached.GetAsync(default);

        _time.Advance(TimeSpan.FromDays(365));

        Assert.Same(first, await cached.GetAsync(default));
    }

    [Fact]
    public void Text_ShowsNoSecret() =>
        Assert.Equal(
            "AwsCredentials { AccessKeyId = id }",
            new AwsCredentials
            {
                AccessKeyId = "id",
                SecretAccessKey = "secret",
                SessionToken = "token",
            }.ToString()
        );

    [Fact]
    public async Task Container_AfterAFailure_GivesWhatTheEndpointSays()
    {
        await using var endpoint = Container(
            LoopbackAnswer.Error("Busy", 500),
            LoopbackAnswer.Of(
                """{"AccessKeyId":"id","SecretAccessKey":"secret","Token":"token","Expiration":"2026-11-23T18:00:00Z"}"""
            )
        );
        var provider = Read(endpoint, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in"));

        var call = provider.GetCredentialsAsync(default).AsTask();
        await _time.PassAsync(TimeSpan.FromMilliseconds(100));

        Assert.Equal(
            new()
            {
                AccessKeyId = "id",
                SecretAccessKey = "secret",
                SessionToken = "token",
                Expiration = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero),
            },
            await call
        );
        Assert.All(endpoint.Requests, request => Assert.Equal("let me in", request.Headers["Authorization"]));
        Assert.Equal("/creds", endpoint.Requests[0].Target);
    }

    [Fact]
    public async Task Container_TokenInAFile_IsReadEachTime()
    {
        await using var endpoint = Container();
        endpoint.Otherwise = _ => LoopbackAnswer.Of("""{"AccessKeyId":"id","SecretAccessKey":"secret"}""");
        var file = Path.GetTempFileName();
        var provider = Read(endpoint, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file));

        await File.WriteAllTextAsync(file, "one\n");
        await provider.GetCredentialsAsync(default);
        await File.WriteAllTextAsync(file, "two\n");
        await provider.GetCredentialsAsync(default);
        File.Delete(file);

        Assert.Equal(["one", "two"], endpoint.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Container_NoCredentials_IsAnErrorThatShowsNoAnswer()
    {
        await using var endpoint = Container();
        endpoint.Otherwise = _ => LoopbackAnswer.Of("""{"SecretAccessKey":"secret"}""");

        var call = Read(endpoint).GetCredentialsAsync(default).AsTask();
        for (var wait = 100; wait <= 300; wait += 100)
            await _time.PassAsync(TimeSpan.FromMilliseconds(wait));

        var error = await Assert.ThrowsAsync<ServiceException>(() => call);
        Assert.Equal("CredentialsProviderError", error.Code);
        Assert.DoesNotContain("\"secret\"", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/creds")]
    [InlineData("http://169.254.169.254/creds")]
    public void Container_EndpointOfSomeoneElse_IsRefused(string uri) =>
        Assert.Throws<ArgumentException>(() => new ContainerCredentials(new(uri), null, null, _time));

    private static DateTimeOffset Until(TimeSpan time) =>
        new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero) + time;

    private static LoopbackEndpoint Container(params ReadOnlySpan<LoopbackAnswer> answers) =>
        new LoopbackEndpoint(new() { SecretAccessKey = null }).Then(answers);

    private IAwsCredentialsProvider Read(LoopbackEndpoint endpoint, params (string Name, string Value)[] more)
    {
        var environment = more.ToDictionary(variable => variable.Name, variable => variable.Value);
        environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = new Uri(endpoint.Uri, "/creds").ToString();
        return AwsOptions.FromEnvironment(environment, _time).Credentials!;
    }

    private sealed class ScriptedProvider : IAwsCredentialsProvider
    {
        private TaskCompletionSource<AwsCredentials> _next = new();

        public int Calls { get; private set; }

        public void Give(DateTimeOffset expiration) =>
            _next.SetResult(
                new()
                {
                    AccessKeyId = "id",
                    SecretAccessKey = "secret",
                    Expiration = expiration,
                }
            );

        public void Fail() => _next.SetException(new InvalidOperationException("scripted"));

        public async ValueTask<AwsCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            Calls++;
            try
            {
                return await _next.Task;
            }
            finally
            {
                _next = new();
            }
        }
    }
}
