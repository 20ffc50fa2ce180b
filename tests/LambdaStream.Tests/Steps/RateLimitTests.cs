using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class RateLimitTests : VerbContract
{
    private static readonly Rate TwoPerSecond = new(2, TimeSpan.FromSeconds(1));

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.RateLimit(new(100, TimeSpan.FromSeconds(1)))];

    [Fact]
    public void RateLimit_WithoutARate_GivesItsSource()
    {
        var source = Some.Units(1).Stream();

        Assert.Same(source, source.RateLimit(null));
    }

    [Fact]
    public void RateLimit_OfNothing_IsRejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Some.Units(1).Stream().RateLimit(new(0, TimeSpan.FromSeconds(1)))
        );

    [Fact]
    public async Task RateLimit_LetsSoManyPassInATimeAndTheRestWait()
    {
        var time = new FakeTimeProvider();
        await using var units = Start(5, time);

        Assert.True(await units.MoveNextAsync());
        Assert.True(await units.MoveNextAsync());
        var third = units.MoveNextAsync();
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await third);
        Assert.True(await units.MoveNextAsync());
        var fifth = units.MoveNextAsync();
        Assert.False(fifth.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await fifth);
        Assert.Equal("4", units.Current.Event.Id);
        Assert.False(await units.MoveNextAsync());
    }

    [Fact]
    public async Task RateLimit_CountsTheTimeFromTheFirstUnit()
    {
        var time = new FakeTimeProvider();
        await using var units = Start(3, time);

        await units.MoveNextAsync();
        time.Advance(TimeSpan.FromMilliseconds(600));
        await units.MoveNextAsync();
        var third = units.MoveNextAsync();
        time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.True(await third);
    }

    [Fact]
    public async Task RateLimit_AfterAPause_StartsAfresh()
    {
        var time = new FakeTimeProvider();
        await using var units = Start(4, time);

        await units.MoveNextAsync();
        await units.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(5));

        // The clock stands still, so a unit that had to wait would wait for ever.
        Assert.True(await units.MoveNextAsync());
        Assert.True(await units.MoveNextAsync());
    }

    [Fact]
    public async Task RateLimit_TheNextTime_BeginsWithTheNextUnit()
    {
        var time = new FakeTimeProvider();
        await using var units = Start(4, time);

        await units.MoveNextAsync();
        time.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.True(await units.MoveNextAsync());
        Assert.True(await units.MoveNextAsync());
        var fourth = units.MoveNextAsync();
        Assert.False(fourth.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await fourth);
    }

    [Fact]
    public async Task RateLimit_AClockThatGoesOnMeanwhile_MakesNobodyWaitForEver()
    {
        // The third unit is too early by half a millisecond at the first look, and late by 1.5 at the second.
        var time = new SteppingClock(TimeSpan.FromMilliseconds(2));
        var units = Some.Units(3, new() { Time = time });

        var passed = await units.Stream().RateLimit(new(2, TimeSpan.FromMilliseconds(4.5))).ToListAsync();

        Assert.Equal(["0", "1", "2"], passed.Ids());
        Assert.Empty(units.Faults());
    }

    [Fact]
    public async Task RateLimit_WhenTheInvocationIsCancelled_GivesTheWaitingUnitsBack()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new StreamOptions { Time = new FakeTimeProvider() };
        var invocation = Some.Invocation(options, cancellation.Token);
        var units = Some.Units(invocation, Some.Event("0"), Some.Event("1"), Some.Event("2"));
        var passed = units.Stream().RateLimit(TwoPerSecond).ToListAsync();

        await cancellation.CancelAsync();

        Assert.Equal(["0", "1"], (await passed).Ids());
        var (faults, failures) = invocation.Faults.Close();
        Assert.Empty(faults);
        Assert.Equal(["2"], failures.Ids());
    }

    /// <summary>A clock that goes on by a step each time it is looked at.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _looks = -1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ++_looks * step.Ticks;
    }

    private static IAsyncEnumerator<UnitOfWork> Start(int count, TimeProvider time) =>
        Some.Units(count, new() { Time = time }).Stream().RateLimit(TwoPerSecond).GetAsyncEnumerator();
}
