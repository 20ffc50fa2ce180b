using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class ReduceTests : VerbContract
{
    private static readonly Slot<string> Sum = new("sum");

    private protected override IReadOnlyList<Verb> Forms => [source => source.Reduce((all, _) => all)];

    private protected override IReadOnlyList<Verb> WithNull => [source => source.Reduce(null!)];

    [Fact]
    public Task Reduce_MatchesLinq() =>
        Gen.Int[1, 12]
            .SampleAsync(
                async count =>
                {
                    var units = Some.Units(count);
                    static UnitOfWork Combine(UnitOfWork all, UnitOfWork next) =>
                        all.With(Sum, (all.Get(Sum) ?? all.Event.Id) + next.Event.Id);

                    var result = Assert.Single(await units.Stream().Reduce(Combine).ToListAsync());

                    Assert.Equal(units.Aggregate(Combine).Get(Sum), result.Get(Sum));
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public async Task Reduce_GivesAUnitThatStandsForAll()
    {
        var units = Some.Units(3);

        var result = Assert.Single(await units.Stream().Reduce((_, next) => next).ToListAsync());

        Assert.Equal("2", result.Event.Id);
        Assert.Equal(units, result.Batch);
        Assert.Equal(3, result.Origins.Count);
    }

    [Fact]
    public async Task Reduce_OfOneUnit_GivesTheUnit()
    {
        var units = Some.Units(1);

        Assert.Same(units[0], Assert.Single(await units.Stream().Reduce((all, _) => all).ToListAsync()));
    }

    [Fact]
    public async Task Reduce_AFunctionThatThrows_MakesAFaultOfTheNextUnitAndTheRestIsFolded()
    {
        var units = Some.Units(4);

        var result = Assert.Single(
            await units
                .Stream()
                .Reduce(
                    (all, next) =>
                    {
                        Fail.On(next, "2");
                        return all.With(Sum, all.Get(Sum) + next.Event.Id);
                    }
                )
                .ToListAsync()
        );

        Assert.Equal("13", result.Get(Sum));
        Assert.Equal(["0", "1", "3"], result.Batch.Ids());
        Assert.Equal(["2"], units.Faults().Ids());
    }
}
