using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class FilterTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Filter(_ => true), source => source.Filter((_, _) => new ValueTask<bool>(true))];

    private protected override IReadOnlyList<Verb> WithNull =>
        [
            source => source.Filter((Func<UnitOfWork, bool>)null!),
            source => source.Filter((Func<UnitOfWork, CancellationToken, ValueTask<bool>>)null!),
        ];

    [Fact]
    public Task Filter_MatchesLinq() =>
        Gen
            .Bool.Array[0, 20]
            .SampleAsync(
                async keep =>
                {
                    var units = Some.Units(keep.Length);
                    bool Keep(UnitOfWork uow) => keep[uow.Record!.Index];

                    var expected = units.Where(Keep).ToList();

                    Assert.Equal(expected, await units.Stream().Filter(Keep).ToListAsync());
                    Assert.Equal(expected, await units.Stream().Filter(KeepLater).ToListAsync());

                    async ValueTask<bool> KeepLater(UnitOfWork uow, CancellationToken cancellationToken)
                    {
                        await Task.Yield();
                        return Keep(uow);
                    }
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task Filter_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var kept = await units
            .Stream()
            .Filter(uow =>
            {
                Fail.On(uow, "1");
                return true;
            })
            .ToListAsync();

        Assert.Equal(["0", "2"], kept.Ids());
        var fault = Assert.Single(units.Faults());
        Assert.Same(units[1], fault.Unit);
        Assert.Equal("1 fails", fault.Error.Message);
    }

    [Fact]
    public async Task Filter_AnAsynchronousFunctionThatFails_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var kept = await units
            .Stream()
            .Filter(
                async (uow, _) =>
                {
                    await Task.Yield();
                    Fail.On(uow, "0", "2");
                    return true;
                }
            )
            .ToListAsync();

        Assert.Equal(["1"], kept.Ids());
        Assert.Equal(["0", "2"], units.Faults().Ids());
    }

    [Fact]
    public async Task Filter_GivesItsFunctionTheInvocationsToken()
    {
        var unit = Some.Unit();
        CancellationToken given = default;

        await new[] { unit }
            .Stream()
            .Filter(
                (_, token) =>
                {
                    given = token;
                    return new ValueTask<bool>(true);
                }
            )
            .ToListAsync();

        Assert.Equal(unit.Cancellation, given);
        Assert.True(given.CanBeCanceled);
    }
}
