using LambdaStream.Connectors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class BatchRetryTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(7, 12_800)]
    [InlineData(8, 20_000)]
    [InlineData(1_000, 20_000)]
    public void Wait_IsAtMostTheBaseDoubledWithEachAttempt(int attempt, int milliseconds)
    {
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            BatchRetry.Wait(new StreamOptions { Random = () => 1 }, attempt)
        );
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds / 2.0),
            BatchRetry.Wait(new StreamOptions { Random = () => 0.5 }, attempt)
        );
        Assert.Equal(TimeSpan.Zero, BatchRetry.Wait(new StreamOptions { Random = () => 0 }, attempt));
    }

    [Fact]
    public async Task Send_WhatFailed_IsSentAgainAlone()
    {
        var (asked, answers) = await SendAsync(new(), ["a", "b", "c"], ["b", "c"], ["c"], []);

        Assert.Equal(["abc", "bc", "c"], asked);
        Assert.Equal(["bc", "c", ""], answers);
    }

    [Fact]
    public async Task Send_WaitsBetweenAttempts()
    {
        var time = new FakeTimeProvider();
        var options = new StreamOptions { Time = time, Random = () => 1 };
        var sent = 0;

        var sending = BatchRetry
            .SendAsync(
                "a",
                (_, _) => new ValueTask<int>(++sent),
                (request, answer) => answer < 3 ? request : null,
                answer => (long)answer,
                options,
                default
            )
            .AsTask();

        Assert.Equal(1, sent);
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(1, sent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, sent);
        time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(2, sent);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([1, 2, 3], await sending);
    }

    [Fact]
    public async Task Send_WhatFailsToTheEnd_IsAnErrorWithTheLastAnswer()
    {
        var sent = 0;

        var error = await Assert.ThrowsAsync<BatchFailedException>(async () =>
            await BatchRetry.SendAsync(
                "a",
                (_, _) => new ValueTask<int>(++sent),
                (request, _) => request,
                answer => Json.ObjectOf(("n", (long)answer)),
                new StreamOptions { BatchMaxRetries = 3, Random = () => 0 },
                default
            )
        );

        Assert.Equal(4, sent);
        Assert.Equal("""Failed batch requests: {"n":4}""", error.Message);
    }

    [Fact]
    public async Task Send_AnErrorOfTheService_IsNotRetriedHere()
    {
        var sent = 0;

        await Assert.ThrowsAsync<ServiceException>(async () =>
            await BatchRetry.SendAsync<string, int>(
                "a",
                (_, _) =>
                {
                    sent++;
                    throw new ServiceException("ValidationException", "no");
                },
                (request, _) => request,
                answer => (long)answer,
                new StreamOptions(),
                default
            )
        );

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Send_ACancelledWait_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var sending = BatchRetry
            .SendAsync(
                "a",
                (_, _) => new ValueTask<int>(1),
                (request, _) => request,
                answer => (long)answer,
                new StreamOptions { Time = new FakeTimeProvider(), Random = () => 1 },
                cancellation.Token
            )
            .AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static async Task<(List<string> Asked, List<string> Answers)> SendAsync(
        StreamOptions options,
        string[] request,
        params string[][] failures
    )
    {
        var asked = new List<string>();
        var answers = await BatchRetry.SendAsync(
            request,
            (entries, _) =>
            {
                asked.Add(string.Concat(entries));
                return new ValueTask<string[]>(failures[asked.Count - 1]);
            },
            (_, failed) => failed.Length == 0 ? null : failed,
            failed => string.Concat(failed),
            options with
            {
                Random = () => 0,
            },
            default
        );
        return (asked, [.. answers.Select(failed => string.Concat(failed))]);
    }
}
