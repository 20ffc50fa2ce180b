using LambdaStream.Aws.Tests.Support;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Transport;

public sealed class AnswerTests
{
    private readonly JumpingTime _time = new();

    [Theory]
    [InlineData(
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"m\"}",
        "ResourceNotFoundException",
        "m"
    )]
    [InlineData("{\"__type\":\"ResourceNotFoundException\",\"Message\":\"m\"}", "ResourceNotFoundException", "m")]
    [InlineData("{\"code\":\"ResourceNotFoundException\"}", "ResourceNotFoundException", "The service answered 400.")]
    [InlineData("{\"__type\":7,\"message\":null}", "BadRequest", "The service answered 400.")]
    [InlineData("<html>", "BadRequest", "The service answered 400.")]
    [InlineData("", "BadRequest", "The service answered 400.")]
    public async Task Error_OfAnyForm_HasItsCodeAndMessage(string body, string code, string message)
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Of(body) with { Status = 400 });

        var error = await Some.On(endpoint, _time).FailedUpdateAsync();

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public async Task Error_TypeInAHeader_IsTaken()
    {
        await using var endpoint = Some.Endpoint(
            _time,
            (LoopbackAnswer.Of("{}") with { Status = 400 }).With(
                "x-amzn-ErrorType",
                "ValidationException:http://aws/doc"
            )
        );

        Assert.Equal("ValidationException", (await Some.On(endpoint, _time).FailedUpdateAsync()).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_LargerThanTheLimit_IsRefusedOnce(bool isChunked)
    {
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => new() { Body = new byte[1_001], IsChunked = isChunked };

        var error = await Some.On(endpoint, _time, aws => aws with { MaxResponseSize = 1_000 }).FailedUpdateAsync();

        Assert.Equal("ResponseTooLarge", error.Code);
        Assert.Contains("larger than 1000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Answer_InChunks_IsRead()
    {
        var text = new string('x', 10_000);
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Of($"{{\"Attributes\":{{\"name\":{{\"S\":\"{text}\"}}}}}}") with
            {
                IsChunked = true,
            }
        );

        var answer = await Some.On(endpoint, _time).UpdateAsync();

        Assert.Equal(text, answer.Attributes!["name"].GetText());
    }

    [Fact]
    public async Task Answer_NoJson_IsAnErrorThatNamesTheOperation()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Of("<html>"));

        var error = await Some.On(endpoint, _time).FailedUpdateAsync();

        Assert.Equal(
            ("InvalidResponse", "DynamoDB UpdateItem was answered with no JSON."),
            (error.Code, error.Message)
        );
    }

    [Fact]
    public async Task Clock_OffByAnHour_IsCorrectedOnce()
    {
        var service = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(_time.GetUtcNow() + TimeSpan.FromHours(1));
        await using var endpoint = Some.Endpoint(service);
        var options = Some.On(endpoint, _time);

        await options.UpdateAsync();
        await options.UpdateAsync();

        Assert.Equal([true, false, false], endpoint.Requests.Select(request => request.SignatureProblem is not null));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Signature_WrongForAnotherReason_IsAnErrorThatShowsNoSecret()
    {
        const string token = "a-secret-token";
        await using var endpoint = new LoopbackEndpoint(
            new()
            {
                Time = _time,
                SecretAccessKey = "another",
                SessionToken = token,
            }
        );
        var options = Some.On(
            endpoint,
            _time,
            aws => aws with { Credentials = new StaticCredentials(Some.KeyId, Some.Secret, token) }
        );

        var error = await options.FailedUpdateAsync();

        Assert.Equal("InvalidSignatureException", error.Code);
        Assert.Single(endpoint.Requests);
        Assert.Contains(token, endpoint.Requests[0].SignatureProblem, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OneAfterTheOther_ShareAConnection()
    {
        await using var endpoint = Some.Endpoint(_time);
        var options = Some.On(endpoint, _time);

        await new StreamOptions { DynamoDb = options.DynamoDb }.ConnectAsync();
        await options.UpdateAsync();
        await options.UpdateAsync();

        Assert.All(endpoint.Requests, request => Assert.Equal(1, request.Connection));
        Assert.Equal("GET", endpoint.Requests[0].Method);
    }

    [Fact]
    public async Task Disconnect_EveryPortOfTheConnection_IsClosed()
    {
        await using var endpoint = Some.Endpoint(_time);
        var options = Some.On(endpoint, _time);
        await options.UpdateAsync();

        options.Disconnect();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await options.UpdateAsync());
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Connect_NothingListens_DoesNotFail()
    {
        await using var endpoint = Some.Endpoint(_time);
        var options = Some.On(endpoint, _time);
        await endpoint.DisposeAsync();

        await options.ConnectAsync();

        Assert.Empty(_time.Waits);
    }
}
