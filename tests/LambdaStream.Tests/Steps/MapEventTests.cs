using Xunit;

namespace LambdaStream.Tests;

public class MapEventTests : VerbContract
{
    private static readonly Event Other = Some.Event("other");

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.MapEvent(_ => Other), source => source.MapEvent(null, (_, _) => new(Other))];

    // The asynchronous form asks the unit for its options too.
    private protected override int MostReadsPerUnit => 2;

    [Fact]
    public void MapEvent_WithoutAMapping_GivesItsSource()
    {
        var source = Some.Units(1).Stream();

        Assert.Same(source, source.MapEvent(null));
    }

    [Fact]
    public async Task MapEvent_GivesOneUnitForEachEvent()
    {
        OneOrMany<Event> Mapped(UnitOfWork uow) =>
            uow.Event.Id switch
            {
                "0" => null,
                "1" => Other,
                "2" => [],
                _ => [Other, uow.Event],
            };

        var sync = await Some.Units(4).Stream().MapEvent(Mapped).ToListAsync();
        var later = await Some.Units(4).Stream().MapEvent(null, LaterAsync).ToListAsync();

        Assert.Equal(["0", "other", "other", "3"], sync.Ids());
        Assert.Equal([false, false, true, true], sync.Select(uow => uow.IsPart));
        Assert.Equal(["0", "other", "other", "3"], later.Ids());
        Assert.Equal([false, false, true, true], later.Select(uow => uow.IsPart));
        Assert.All(later, uow => Assert.Empty(uow.Slots));

        async ValueTask<OneOrMany<Event>> LaterAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return Mapped(uow);
        }
    }

    [Fact]
    public async Task MapEvent_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var mapped = await units
            .Stream()
            .MapEvent(uow =>
            {
                Fail.On(uow, "1");
                return uow.Event;
            })
            .ToListAsync();

        Assert.Equal(["0", "2"], mapped.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }
}
