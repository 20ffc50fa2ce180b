using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class MapToTests : VerbContract
{
    private static readonly Slot<string> Text = new("text");

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.MapTo(Text, _ => "x"), source => source.MapTo(Text, null, (_, _) => new("x"))];

    // The asynchronous form asks the unit for its options too.
    private protected override int MostReadsPerUnit => 2;

    private protected override IReadOnlyList<Verb> WithNull => [source => source.MapTo((Slot<string>)null!, _ => "x")];

    [Fact]
    public void MapTo_WithoutAMapping_GivesItsSource()
    {
        var source = Some.Units(1).Stream();

        Assert.Same(source, source.MapTo(Text, null));
    }

    [Fact]
    public Task MapTo_GivesOneUnitForEachResult() =>
        Gen.Int[0, 3]
            .Array[0, 8]
            .SampleAsync(
                async counts =>
                {
                    var units = Some.Units(counts.Length);
                    OneOrMany<string> Results(UnitOfWork uow) =>
                        counts[uow.Record!.Index] switch
                        {
                            0 => null,
                            1 => "only",
                            2 => ["a", "b"],
                            _ => ["a", "b", "c"],
                        };

                    // A unit for which there is no result passes without.
                    var expected = units
                        .SelectMany(uow => Results(uow).DefaultIfEmpty(), (uow, text) => (uow.Event.Id, text))
                        .ToList();

                    var sync = units.Stream().MapTo(Text, Results);
                    var later = units.Stream().MapTo(Text, null, LaterAsync);

                    Assert.Equal(expected, await sync.Select(uow => (uow.Event.Id, uow.Get(Text))).ToListAsync());
                    Assert.Equal(expected, await later.Select(uow => (uow.Event.Id, uow.Get(Text))).ToListAsync());

                    async ValueTask<OneOrMany<string>> LaterAsync(UnitOfWork uow, CancellationToken cancellationToken)
                    {
                        await Task.Yield();
                        return Results(uow);
                    }
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public async Task MapTo_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(4);

        var mapped = await units
            .Stream()
            .MapTo(
                Text,
                uow =>
                {
                    Fail.On(uow, "1");
                    return "x";
                }
            )
            .MapTo(
                Text,
                null,
                async (uow, _) =>
                {
                    await Task.Yield();
                    Fail.On(uow, "2");
                    return "y";
                }
            )
            .ToListAsync();

        Assert.Equal(["0", "3"], mapped.Ids());
        Assert.Equal(["1", "2"], units.Faults().Ids());
    }

    [Fact]
    public async Task MapTo_SeveralResults_MakeParts()
    {
        var one = await Some.Units(1).Stream().MapTo(Text, _ => "a").SingleAsync();
        var two = await Some.Units(1).Stream().MapTo(Text, _ => ["a", "b"]).ToListAsync();

        Assert.False(one.IsPart);
        Assert.All(two, uow => Assert.True(uow.IsPart));
    }

    [Fact]
    public async Task MapTo_HasNoMoreAsynchronousMappingsInFlightThanTold()
    {
        var gate = new TaskCompletionSource();
        var begun = 0;
        var mapped = Some.Units(5)
            .Stream()
            .MapTo(
                Text,
                null,
                async (_, _) =>
                {
                    begun++;
                    await gate.Task;
                    return "x";
                },
                parallel: 3
            )
            .ToListAsync();

        Assert.Equal(3, begun);
        gate.SetResult();
        Assert.Equal(5, (await mapped).Count);
    }

    [Fact]
    public async Task MapTo_LeavesNoTraceOfItsOwn()
    {
        var unit = await Some.Units(1).Stream().MapTo(Text, null, (_, _) => new("x")).SingleAsync();

        Assert.Equal([Text], unit.Slots.Select(slot => slot.Slot));
    }
}
