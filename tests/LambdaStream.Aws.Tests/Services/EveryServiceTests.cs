using System.Net;
using System.Text;
using LambdaStream.Aws.Tests.Support;
using LambdaStream.Connectors;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Services;

/// <summary>What holds for every operation of every service, whichever protocol it speaks.</summary>
public sealed class EveryServiceTests
{
    private readonly JumpingTime _time = new();

    public static TheoryData<string> Operations => [.. ServiceCall.All.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_IsSignedAndGoesToItsTarget(string operation)
    {
        var call = ServiceCall.All[operation];
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Of(call.Answer));

        await CallAsync(call, endpoint);

        var request = Assert.Single(endpoint.Requests);
        Assert.Null(request.SignatureProblem);
        Assert.Equal(call.Request, $"{request.Method} {request.Target}");
        if (call.IsXml)
            Assert.Equal(call.Target, Encoding.UTF8.GetString(request.Body.Span));
        else
            Assert.Equal(call.Target, request.Headers.GetValueOrDefault("X-Amz-Target", ""));
        if (call.Body is not null)
            Assert.Equal(call.Body, Encoding.UTF8.GetString(request.Body.Span));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_Refused_IsTheServicesError(string operation)
    {
        var call = ServiceCall.All[operation];
        await using var endpoint = Some.Endpoint(_time, call.Error("ResourceNotFoundException", 404, "Not \"there\"."));

        var error = await FailsAsync(call, endpoint);

        Assert.Equal(("ResourceNotFoundException", "Not \"there\"."), (error.Code, error.Message));
        Assert.Equal((HttpStatusCode.NotFound, "loopback-1"), (error.StatusCode, error.RequestId));
        Assert.False(error.IsConnectionFailure);
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_ThrottledBrokenAndCut_IsSentAgainSigned(string operation)
    {
        var call = ServiceCall.All[operation];
        await using var endpoint = Some.Endpoint(
            _time,
            call.Error("ThrottlingException", 400),
            call.Error("InternalFailure", 500),
            LoopbackAnswer.Cut(),
            LoopbackAnswer.Of(call.Answer) with
            {
                CutAfter = 1,
            },
            new() { Status = 503, Body = "<html>busy</html>"u8.ToArray() },
            LoopbackAnswer.Of(call.Answer)
        );

        await CallAsync(call, endpoint);

        Assert.Equal(6, endpoint.Requests.Count);
        Assert.All(endpoint.Requests, request => Assert.Null(request.SignatureProblem));
        Assert.Single(endpoint.Requests.Select(request => Convert.ToBase64String(request.Body.Span)).Distinct());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_NotOrTooSlowlyAnswered_IsATimeoutThatNamesIt(string operation)
    {
        var call = ServiceCall.All[operation];
        var time = new ManualTime();
        var never = new TaskCompletionSource().Task;
        await using var endpoint = Some.Endpoint(
            time,
            LoopbackAnswer.Never(),
            LoopbackAnswer.Of(call.Answer) with
            {
                BodyAfter = never,
            }
        );
        var aws = Some.Options(endpoint.Uri, new() { MaxAttempts = 2, Timeout = TimeSpan.FromMilliseconds(300) });
        var options = new StreamOptions { Time = time, Random = static () => 1 }.UseAws(aws);
        var failure = Assert.ThrowsAsync<ServiceException>(async () => await call.CallAsync(options, Token));

        await endpoint.WaitForAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(300));
        await time.PassAsync(TimeSpan.FromMilliseconds(200));
        await endpoint.WaitForAsync(2);
        time.Advance(TimeSpan.FromMilliseconds(300));

        var error = await failure;
        Assert.Equal("TimeoutError", error.Code);
        Assert.True(error.IsConnectionFailure);
        Assert.StartsWith(operation, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_AnsweredWithNothing_IsAnErrorUnlessThatWillDo(string operation)
    {
        var call = ServiceCall.All[operation];
        await using var endpoint = Some.Endpoint(_time, new LoopbackAnswer { Body = default });

        if (call.MayBeEmpty)
            await CallAsync(call, endpoint);
        else
            Assert.Equal("InvalidResponse", (await FailsAsync(call, endpoint)).Code);
    }

    private ValueTask CallAsync(ServiceCall call, LoopbackEndpoint endpoint) =>
        call.CallAsync(Some.On(endpoint, _time), Token);

    private async Task<ServiceException> FailsAsync(ServiceCall call, LoopbackEndpoint endpoint) =>
        await Assert.ThrowsAsync<ServiceException>(async () => await CallAsync(call, endpoint));

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
