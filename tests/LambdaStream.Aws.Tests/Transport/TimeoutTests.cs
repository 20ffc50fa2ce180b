using LambdaStream.Aws.Tests.Support;
using LambdaStream.Testing;

namespace LambdaStream.Aws.Tests.Transport;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(200);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task UpdateItem_NoAnswerInTime_IsSentAgain()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Never(), new());
        var call = On(endpoint, new()).UpdateAsync().AsTask();

        await endpoint.WaitForAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Single(endpoint.Requests);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _time.PassAsync(Backoff);

        await call;
        Assert.Equal([1, 2], endpoint.Requests.Select(request => request.Connection));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UpdateItem_AnswerOrBodyTooSlow_IsATimeout(bool isBodySlow)
    {
        var never = new TaskCompletionSource().Task;
        await using var endpoint = Some.Endpoint(_time);
        endpoint.Otherwise = _ => isBodySlow ? new() { BodyAfter = never } : new() { After = never };
        var call = On(endpoint, new() { MaxAttempts = 2, Timeout = TimeSpan.FromMilliseconds(300) })
            .FailedUpdateAsync();

        await endpoint.WaitForAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        await _time.PassAsync(Backoff);
        await endpoint.WaitForAsync(2);
        _time.Advance(TimeSpan.FromMilliseconds(300));

        var error = await call;
        Assert.Equal("TimeoutError", error.Code);
        Assert.True(error.IsConnectionFailure);
        Assert.Contains("within 300 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateItem_CallTakesTooLong_EndsInTheMiddleOfAnAttempt()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Error("InternalServerError", 500));
        endpoint.Otherwise = _ => LoopbackAnswer.Never();
        var call = On(endpoint, new() { Timeout = TimeSpan.FromSeconds(10), CallTimeout = TimeSpan.FromSeconds(3) })
            .FailedUpdateAsync();

        await _time.PassAsync(Backoff);
        await endpoint.WaitForAsync(2);
        _time.Advance(TimeSpan.FromSeconds(3) - Backoff);

        var error = await call;
        Assert.Equal("TimeoutError", error.Code);
        Assert.Contains("did not succeed within 3000 ms", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task UpdateItem_CallerGivesUp_IsCancelledAndNoError()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Never());
        using var cancellation = new CancellationTokenSource();
        var call = On(endpoint, new()).UpdateAsync(cancellation.Token).AsTask();

        await endpoint.WaitForAsync(1);
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task UpdateItem_CallerGivesUpBetweenAttempts_IsCancelled()
    {
        await using var endpoint = Some.Endpoint(_time, LoopbackAnswer.Error("InternalServerError", 500));
        using var cancellation = new CancellationTokenSource();
        var call = On(endpoint, new()).UpdateAsync(cancellation.Token).AsTask();

        await _time.WaitForAsync(Backoff);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(endpoint.Requests);
    }

    private StreamOptions On(LoopbackEndpoint endpoint, AwsServiceOptions service) =>
        new StreamOptions { Time = _time, Random = static () => 1 }.UseAws(Some.Options(endpoint.Uri, service));
}
