using LambdaStream.Testing;
using Xunit;

namespace LambdaStream.Tests;

public class TimeToLiveTests
{
    [Theory]
    [InlineData(1_540_454_400_000, 30, 1_543_046_400)]
    [InlineData(1_540_454_400_999, 0, 1_540_454_400)]
    [InlineData(-1, 0, -1)]
    public void After_CountsWholeDaysFromTheTimestampInSeconds(long timestamp, int days, long expected) =>
        Assert.Equal(expected, TimeToLive.After(timestamp, days));

    [Fact]
    public async Task TtlAfter_TakesTheEventsTimeAndTheOptionsDays()
    {
        long? byDefault = null;
        long? byDays = null;
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline(
                "p",
                units =>
                    units.Tap(uow =>
                    {
                        byDefault = uow.TtlAfter();
                        byDays = uow.TtlAfter(days: 1);
                    })
            )
        );

        await driver.InvokeAsync(Records.Kinesis(Event.Of("x", ("timestamp", 1_540_454_400_000))));

        Assert.Equal(1_540_454_400 + 33 * 86_400, byDefault);
        Assert.Equal(1_540_454_400 + 86_400, byDays);
    }

    [Fact]
    public async Task TtlAfter_HasNoAnswerWithoutATimestamp()
    {
        var seen = false;
        var driver = new FunctionDriver(
            From.Kinesis(),
            new Pipeline("p", units => units.Tap(uow => seen = uow.TtlAfter() is null))
        );

        await driver.InvokeAsync(Records.Kinesis(Event.Of("x")));

        Assert.True(seen);
    }
}
