using Xunit;

namespace LambdaStream.Tests;

public class TapTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Tap(_ => { }), source => source.Tap((_, _) => ValueTask.CompletedTask)];

    private protected override IReadOnlyList<Verb> WithNull =>
        [
            source => source.Tap((Action<UnitOfWork>)null!),
            source => source.Tap((Func<UnitOfWork, CancellationToken, ValueTask>)null!),
        ];

    [Fact]
    public async Task Tap_LooksAtEachUnitAsItPasses()
    {
        var units = Some.Units(4);
        var seen = new List<UnitOfWork>();
        var seenLater = new List<UnitOfWork>();

        var passed = await units
            .Stream()
            .Tap(seen.Add)
            .Tap(
                async (uow, _) =>
                {
                    await Task.Yield();
                    seenLater.Add(uow);
                }
            )
            .ToListAsync();

        Assert.Equal(units, passed);
        Assert.Equal(units, seen);
        Assert.Equal(units, seenLater);
    }

    [Fact]
    public async Task Tap_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(4);

        var passed = await units
            .Stream()
            .Tap(uow => Fail.On(uow, "1"))
            .Tap(
                async (uow, _) =>
                {
                    await Task.Yield();
                    Fail.On(uow, "2");
                }
            )
            .ToListAsync();

        Assert.Equal(["0", "3"], passed.Ids());
        Assert.Equal(["1", "2"], units.Faults().Ids());
    }
}
