using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class QueryCacheTests
{
    private readonly RecordingDynamoDb _port = new();
    private readonly QueryCache _cache = new();
    private int _asked;

    [Fact]
    public async Task Get_AsksOncePerTableAndRequest()
    {
        Assert.Equal(1, await _cache.GetAsync(new(_port, "t", "r"), Ask));
        Assert.Equal(1, await _cache.GetAsync(new(_port, "t", "r"), Ask));
        Assert.Equal(2, await _cache.GetAsync(new(_port, "t", "other"), Ask));
        Assert.Equal(3, await _cache.GetAsync(new(_port, "other", "r"), Ask));
    }

    [Fact]
    public async Task Get_WhatIsInFlight_IsShared()
    {
        var answer = new TaskCompletionSource<int>();
        var first = _cache.GetAsync<int>(new(_port, "t", "r"), () => new(answer.Task)).AsTask();
        var second = _cache.GetAsync(new(_port, "t", "r"), Ask).AsTask();

        answer.SetResult(7);

        Assert.Equal((7, 7), (await first, await second));
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Get_AFailure_IsGivenToAllThatWaitAndForgotten()
    {
        var answer = new TaskCompletionSource<int>();
        var first = _cache.GetAsync<int>(new(_port, "t", "r"), () => new(answer.Task)).AsTask();
        var second = _cache.GetAsync(new(_port, "t", "r"), Ask).AsTask();

        answer.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        Assert.Equal(1, await _cache.GetAsync(new(_port, "t", "r"), Ask));
    }

    [Fact]
    public async Task Get_AnErrorBeforeAnyTask_IsForgotten()
    {
        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await _cache.GetAsync<int>(new(_port, "t", "r"), () => throw new TimeoutException())
        );

        Assert.Equal(1, await _cache.GetAsync(new(_port, "t", "r"), Ask));
    }

    [Fact]
    public async Task Get_MoreItemsThanAreRemembered_ForgetsTheFirstAnswers()
    {
        const int half = QueryCache.MostItems / 2;
        await _cache.GetAsync(new(_port, "t", "first"), Ask, _ => half);
        await _cache.GetAsync(new(_port, "t", "second"), Ask, _ => half);
        await _cache.GetAsync(new(_port, "t", "third"), Ask, _ => 1);

        Assert.Equal(2, await _cache.GetAsync(new(_port, "t", "second"), Ask, _ => half));
        Assert.Equal(3, await _cache.GetAsync(new(_port, "t", "third"), Ask, _ => 1));
        Assert.Equal(4, await _cache.GetAsync(new(_port, "t", "first"), Ask, _ => half));
    }

    [Fact]
    public async Task Get_AnswersThatWereForgottenForAWrite_TakeNoRoom()
    {
        await _cache.GetAsync(new(_port, "written", "r"), Ask, _ => QueryCache.MostItems);
        _cache.Forget("written");
        await _cache.GetAsync(new(_port, "t", "first"), Ask, _ => QueryCache.MostItems);

        Assert.Equal(2, await _cache.GetAsync(new(_port, "t", "first"), Ask, _ => QueryCache.MostItems));
    }

    [Fact]
    public async Task Forget_ForgetsOneTable()
    {
        await _cache.GetAsync(new(_port, "t", "r"), Ask);
        await _cache.GetAsync(new(_port, "other", "r"), Ask);

        _cache.Forget("t");
        _cache.Forget("unknown");

        Assert.Equal(2, await _cache.GetAsync(new(_port, "other", "r"), Ask));
        Assert.Equal(3, await _cache.GetAsync(new(_port, "t", "r"), Ask));
    }

    [Fact]
    public async Task Forget_WhileAnAnswerIsUnderWay_TheNextAsksAgain()
    {
        var before = new TaskCompletionSource<int>();
        var first = _cache.GetAsync<int>(new(_port, "t", "r"), () => new(before.Task)).AsTask();

        _cache.Forget("t");
        var second = await _cache.GetAsync(new(_port, "t", "r"), Ask);
        before.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.Equal(1, second);
        // The failure of the older one takes nothing away from the newer one.
        Assert.Equal(1, await _cache.GetAsync(new(_port, "t", "r"), Ask));
    }

    private ValueTask<int> Ask() => new(++_asked);
}
