using Xunit;

namespace LambdaStream.Tests;

public class OnContentTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.OnContent([_ => true]), source => source.OnContent([_ => true, _ => true])];

    private protected override IReadOnlyList<Verb> WithNull => [source => source.OnContent(null!)];

    [Fact]
    public void OnContent_WithoutPredicates_GivesItsSource()
    {
        var source = Some.Units(1).Stream();

        Assert.Same(source, source.OnContent([]));
    }

    [Fact]
    public async Task OnContent_KeepsWhatAllPredicatesHoldFor()
    {
        var kept = await Some.Units(6)
            .Stream()
            .OnContent([uow => uow.Record!.Index > 1, uow => uow.Record!.Index % 2 == 0])
            .ToListAsync();

        Assert.Equal(["2", "4"], kept.Ids());
    }

    [Fact]
    public async Task OnContent_AsksInOrderAndNoFurtherThanNeeded()
    {
        var asked = new List<string>();

        await Some.Units(1)
            .Stream()
            .OnContent([_ => Asked("first", true), _ => Asked("second", false), _ => Asked("third", true)])
            .ToListAsync();

        Assert.Equal(["first", "second"], asked);

        bool Asked(string name, bool answer)
        {
            asked.Add(name);
            return answer;
        }
    }

    [Fact]
    public async Task OnContent_APredicateThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var kept = await units
            .Stream()
            .OnContent([
                _ => true,
                uow =>
                {
                    Fail.On(uow, "1");
                    return true;
                },
            ])
            .ToListAsync();

        Assert.Equal(["0", "2"], kept.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    // Asked for by users of the Node library (#283).
    [Fact]
    public async Task OnContent_TellsOfWhatItDrops()
    {
        var rejected = new List<UnitOfWork>();
        var units = Some.Units(4);

        var kept = await units
            .Stream()
            .OnContent([uow => uow.Record!.Index != 1, uow => uow.Record!.Index != 2], rejected.Add)
            .ToListAsync();

        Assert.Equal(["0", "3"], kept.Ids());
        Assert.Equal(["1", "2"], rejected.Ids());
    }

    [Fact]
    public async Task OnContent_WhoIsToldAndThrows_MakesAFault()
    {
        var units = Some.Units(2);

        var kept = await units
            .Stream()
            .OnContent([uow => uow.Record!.Index != 1], _ => throw new TimeoutException())
            .ToListAsync();

        Assert.Equal(["0"], kept.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }
}
