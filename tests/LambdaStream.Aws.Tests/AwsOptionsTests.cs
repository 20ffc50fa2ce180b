using LambdaStream.Aws.DynamoDbStreams;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Aws.Transport;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests;

public sealed class AwsOptionsTests
{
    [Fact]
    public void FromEnvironment_Nothing_GivesTheDefaults()
    {
        var options = Read();

        Assert.Equal(new AwsOptions(), options);
        Assert.Equal(TimeSpan.FromSeconds(1), options.DynamoDb.Timeout);
        Assert.Equal(11, options.DynamoDb.MaxAttempts);
    }

    [Fact]
    public async Task FromEnvironment_LambdasVariables_AreRead()
    {
        var options = Read(
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "token")
        );

        Assert.Equal("eu-west-1", options.Region);
        var credentials = await options.Credentials!.GetCredentialsAsync(default);
        Assert.Equal(
            ("id", "secret", "token"),
            (credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken)
        );
    }

    [Fact]
    public void FromEnvironment_Timeouts_TheServicesOwnComesFirst()
    {
        var options = Read(("TIMEOUT", "2000"), ("BUS_TIMEOUT", "3000"), ("BASE_BACKOFF_MILLIS", "50"));

        Assert.Equal(TimeSpan.FromSeconds(2), options.DynamoDb.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(3), options.EventBridge.Timeout);
        Assert.Equal(TimeSpan.FromMilliseconds(50), options.BackoffBase);
        Assert.Equal(TimeSpan.FromSeconds(5), Read(("DYNAMODB_TIMEOUT", "5000")).DynamoDb.Timeout);
    }

    [Fact]
    public void FromEnvironment_Endpoints_TheServicesOwnComesFirst()
    {
        (string, string)[] both =
        [
            ("AWS_ENDPOINT_URL", "http://localhost:4566"),
            ("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"),
        ];

        Assert.Equal(new("http://localhost:8000"), Read(both).DynamoDb.Endpoint);
        Assert.Equal(new("http://localhost:4566"), Read(both).EventBridge.Endpoint);
        Assert.Null(Read([.. both, ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")]).DynamoDb.Endpoint);
    }

    [Theory]
    [InlineData("TIMEOUT", "soon")]
    [InlineData("AWS_USE_FIPS_ENDPOINT", "yes")]
    [InlineData("AWS_ENDPOINT_URL", "nowhere")]
    [InlineData("HTTPS_PROXY", "user:pass@proxy")]
    public void FromEnvironment_NoNumberOrUrl_NamesTheVariable(string name, string value)
    {
        var error = Assert.Throws<FormatException>(() => Read((name, value)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", "dynamodb.us-east-1.amazonaws.com")]
    [InlineData("us-gov-west-1", "dynamodb.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "dynamodb.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-iso-east-1", "dynamodb.us-iso-east-1.c2s.ic.gov")]
    [InlineData("us-isob-east-1", "dynamodb.us-isob-east-1.sc2s.sgov.gov")]
    [InlineData("us-isof-south-1", "dynamodb.us-isof-south-1.csp.hci.ic.gov")]
    [InlineData("eu-isoe-west-1", "dynamodb.eu-isoe-west-1.cloud.adc-e.uk")]
    [InlineData("eusc-de-east-1", "dynamodb.eusc-de-east-1.amazonaws.eu")]
    public void Endpoint_InEveryPartition_HasItsSuffix(string region, string host) =>
        Assert.Equal(new($"https://{host}"), new AwsService("DynamoDB", "dynamodb", "dynamodb").EndpointIn(region));

    [Theory]
    [InlineData("us-east-1", "dynamodb.us-east-1.api.aws")]
    [InlineData("us-gov-west-1", "dynamodb.us-gov-west-1.api.aws")]
    [InlineData("cn-north-1", "dynamodb.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-iso-east-1", "dynamodb.us-iso-east-1.api.aws.ic.gov")]
    [InlineData("us-isob-east-1", "dynamodb.us-isob-east-1.api.aws.scloud")]
    [InlineData("us-isof-south-1", "dynamodb.us-isof-south-1.api.aws.hci.ic.gov")]
    [InlineData("eu-isoe-west-1", "dynamodb.eu-isoe-west-1.api.cloud-aws.adc-e.uk")]
    [InlineData("eusc-de-east-1", "dynamodb.eusc-de-east-1.api.amazonwebservices.eu")]
    public void Endpoint_DualStackInEveryPartition_HasItsSuffix(string region, string host) =>
        Assert.Equal(
            new($"https://{host}"),
            new AwsService("DynamoDB", "dynamodb", "dynamodb").EndpointIn(region, isDualStack: true)
        );

    [Theory]
    [InlineData("us-east-1", false, "streams.dynamodb-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", true, "streams-dynamodb-fips.us-east-1.api.aws")]
    [InlineData("us-gov-west-1", false, "streams.dynamodb.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", false, "streams.dynamodb-fips.cn-north-1.amazonaws.com.cn")]
    public void Endpoint_Fips_IsTheServicesOwn(string region, bool isDualStack, string host) =>
        Assert.Equal(
            new($"https://{host}"),
            AwsDynamoDbStreams.Service.EndpointIn(region, isFips: true, isDualStack: isDualStack)
        );

    [Fact]
    public async Task UseFipsAndDualStack_AreAskedFor_ButNotWhereAnEndpointIsSet()
    {
        var options = Read(("AWS_USE_FIPS_ENDPOINT", "true"), ("AWS_USE_DUALSTACK_ENDPOINT", "TRUE"));
        Assert.Equal((true, true), (options.UseFipsEndpoint, options.UseDualStackEndpoint));
        Assert.False(Read(("AWS_USE_FIPS_ENDPOINT", "false")).UseFipsEndpoint);
        await using var endpoint = Some.Endpoint(new JumpingTime());

        await Some.On(endpoint, change: aws => aws with { UseFipsEndpoint = true }).UpdateAsync();

        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData("https://dynamodb.us-east-1.amazonaws.com", "http://secure:1/")]
    [InlineData("http://example.com", "http://plain:2/")]
    [InlineData("https://api.internal", null)]
    [InlineData("https://internal", null)]
    [InlineData("https://special:8443", null)]
    [InlineData("https://special", "http://secure:1/")]
    [InlineData("http://127.0.0.1:8000", null)]
    [InlineData("http://169.254.170.2", null)]
    public void Proxy_FromTheEnvironment_ServesWhatIsNotExempt(string destination, string? proxy)
    {
        var found = Read(
            ("HTTPS_PROXY", "http://secure:1"),
            ("http_proxy", "http://plain:2"),
            ("NO_PROXY", ".internal, special:8443")
        ).Proxy!;

        var uri = new Uri(destination);
        Assert.Equal(proxy, found.IsBypassed(uri) ? null : found.GetProxy(uri)!.ToString());
    }

    [Fact]
    public async Task Proxy_WithAPassword_GetsTheRequests()
    {
        await using var proxy = new LoopbackEndpoint(new() { SecretAccessKey = null });
        proxy.Then(new LoopbackAnswer { Status = 407 }.With("Proxy-Authenticate", "Basic"));
        var options = new StreamOptions { Time = new JumpingTime() }.UseAws(
            Some.Options(new("http://dynamodb.test")) with
            {
                Proxy = Read(("HTTP_PROXY", $"http://user:pass@{proxy.Uri.Authority}")).Proxy,
            }
        );

        await options.UpdateAsync();

        Assert.Equal("http://dynamodb.test/", proxy.Requests[^1].Target);
        Assert.Equal(
            "Basic " + Convert.ToBase64String("user:pass"u8),
            proxy.Requests[^1].Headers["Proxy-Authorization"]
        );
    }

    [Fact]
    public void UseAws_NoRegion_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => new StreamOptions().UseAws(new()));

        Assert.Contains("AWS_REGION", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseAws_NoCredentials_IsAnErrorOfTheFirstCall()
    {
        var options = new StreamOptions { Region = "us-east-1" }.UseAws(new());

        var error = await options.FailedUpdateAsync();

        Assert.Equal("CredentialsProviderError", error.Code);
        Assert.Contains("AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
    }

    private static AwsOptions Read(params (string Name, string Value)[] environment) =>
        AwsOptions.FromEnvironment(environment.ToDictionary(variable => variable.Name, variable => variable.Value));
}
