using System.Net;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Transport;

public sealed class RetryTests
{
    private readonly JumpingTime _time = new();

    public static TheoryData<LoopbackAnswer> Passing { get; } =
    [
        LoopbackAnswer.Error("ProvisionedThroughputExceededException"),
        LoopbackAnswer.Error("ThrottlingException"),
        LoopbackAnswer.Error("Unknown", 429),
        LoopbackAnswer.Error("InternalServerError", 500),
        LoopbackAnswer.Of("<html>") with
        {
            Status = 503,
        },
        LoopbackAnswer.Cut(),
        LoopbackAnswer.Of("{\"Attributes\":{}}") with
        {
            CutAfter = 5,
        },
        LoopbackAnswer.Of("{\"Attributes\":{}}") with
        {
            CutAfter = 5,
            IsChunked = true,
        },
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task UpdateItem_ErrorThatPasses_IsSentAgain(LoopbackAnswer answer)
    {
        await using var endpoint = Some.Endpoint(_time, answer, answer);

        await Some.On(endpoint, _time).UpdateAsync();

        Assert.Equal(3, endpoint.Requests.Count);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
        Assert.Single(endpoint.Requests.Select(request => Convert.ToHexString(request.Body.Span)).Distinct());
    }

    [Fact]
    public async Task UpdateItem_ErrorOfTheServiceThatDoesNotPass_IsNotSentAgain()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Error("NotImplemented", 501));

        Assert.Equal("NotImplemented", (await Some.On(endpoint, _time).FailedUpdateAsync()).Code);

        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task UpdateItem_LastingError_IsSentElevenTimesWithGrowingWaits()
    {
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => LoopbackAnswer.Error("ThrottlingException", message: "slower");

        var error = await Some.On(endpoint, _time).FailedUpdateAsync();

        Assert.Equal(
            ("ThrottlingException", "slower", HttpStatusCode.BadRequest),
            (error.Code, error.Message, error.StatusCode)
        );
        Assert.Equal(11, endpoint.Requests.Count);
        Assert.Equal(
            [200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000, 20_000],
            _time.Waits.Select(wait => wait.TotalMilliseconds)
        );
    }

    [Fact]
    public async Task UpdateItem_Backoff_WaitsARandomPart()
    {
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => LoopbackAnswer.Error("ThrottlingException");
        var parts = new Queue<double>([0, 0.25, 0.5]);
        var options = new StreamOptions { Time = _time, Random = parts.Dequeue }.UseAws(
            Some.Options(endpoint.Uri, new() { MaxAttempts = 4, Timeout = JumpingTime.Never })
        );

        await options.FailedUpdateAsync();

        // A wait of nothing needs no timer.
        Assert.Equal([100, 400], _time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Theory]
    [InlineData("ConditionalCheckFailedException", 400)]
    [InlineData("ValidationException", 400)]
    [InlineData("AccessDeniedException", 403)]
    public async Task UpdateItem_ErrorThatStays_IsNotSentAgain(string code, int status)
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Error(code, status, "no"));

        var error = await Some.On(endpoint, _time).FailedUpdateAsync();

        Assert.Equal((code, "no", (HttpStatusCode)status), (error.Code, error.Message, error.StatusCode));
        Assert.Equal("loopback-1", error.RequestId);
        Assert.False(error.IsConnectionFailure);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task UpdateItem_QuotaUsedUp_IsNotSentAgainUntilSuccessGivesSomeBack()
    {
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => LoopbackAnswer.Error("InternalServerError", 500);
        var options = Some.On(endpoint, _time, aws => aws with { RetryQuota = 12 });

        await options.FailedUpdateAsync();
        Assert.Equal(3, endpoint.Requests.Count);
        await options.FailedUpdateAsync();
        Assert.Equal(4, endpoint.Requests.Count);

        // Two tokens were left, and each success gives one back: three make one retry of five.
        endpoint.Then(new(), new(), new());
        for (var i = 0; i < 3; i++)
            await options.UpdateAsync();
        await options.FailedUpdateAsync();
        Assert.Equal(9, endpoint.Requests.Count);
    }

    [Fact]
    public async Task UpdateItem_RetryThatSucceeds_GivesBackWhatItCost()
    {
        await using var endpoint = Some.Endpoint(_time);
        var options = Some.On(endpoint, _time, aws => aws with { RetryQuota = 5 });

        for (var i = 0; i < 3; i++)
        {
            endpoint.Then(LoopbackAnswer.Error("InternalServerError", 500), new());
            await options.UpdateAsync();
        }

        Assert.Equal(6, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData("Retry-After", "3", 3_000)]
    [InlineData("x-amz-retry-after", "1500", 1_500)]
    [InlineData("Retry-After", "3600", 20_000)]
    [InlineData("Retry-After", "Mon, 23 Nov 2026 12:00:07 GMT", 7_000)]
    [InlineData("Retry-After", "soon", 200)]
    public async Task UpdateItem_ServiceAsksForAWait_WaitsAsLongAsItAsks(string header, string value, int wait)
    {
        await using var endpoint = Some.Endpoint(
            _time,
            LoopbackAnswer.Error("ThrottlingException", 503).With(header, value)
        );

        await Some.On(endpoint, _time).UpdateAsync();

        Assert.Equal([wait], _time.Waits.Select(each => each.TotalMilliseconds));
    }

    [Fact]
    public async Task UpdateItem_NothingListens_IsAConnectionFailure()
    {
        await using var endpoint = Some.Endpoint(_time);
        var options = Some.On(endpoint, _time);
        await endpoint.DisposeAsync();

        var error = await options.FailedUpdateAsync();

        Assert.Equal("NetworkingError", error.Code);
        Assert.True(error.IsConnectionFailure);
        Assert.Equal(10, _time.Waits.Count);
        Assert.Contains("DynamoDB UpdateItem (127.0.0.1:", error.Message, StringComparison.Ordinal);
    }
}
