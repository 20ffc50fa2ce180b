using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class FlatMapTests : VerbContract
{
    private static readonly Slot<string> Part = new("part");

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.FlatMap(uow => [uow]), source => source.FlatMap((uow, _) => new[] { uow }.Stream())];

    private protected override IReadOnlyList<Verb> WithNull =>
        [
            source => source.FlatMap((Func<UnitOfWork, IEnumerable<UnitOfWork>>)null!),
            source => source.FlatMap((Func<UnitOfWork, CancellationToken, IAsyncEnumerable<UnitOfWork>>)null!),
        ];

    [Fact]
    public Task FlatMap_MatchesLinq() =>
        Gen.Int[0, 3]
            .Array[0, 12]
            .SampleAsync(
                async counts =>
                {
                    var units = Some.Units(counts.Length);
                    IEnumerable<UnitOfWork> Parts(UnitOfWork uow) =>
                        Enumerable
                            .Range(0, counts[uow.Record!.Index])
                            .Select(i => uow.With(Part, $"{uow.Event.Id}.{i}"));

                    var expected = units.SelectMany(Parts).Select(uow => uow.Get(Part)).ToList();

                    Assert.Equal(
                        expected,
                        await units.Stream().FlatMap(Parts).Select(uow => uow.Get(Part)).ToListAsync()
                    );
                    Assert.Equal(
                        expected,
                        await units
                            .Stream()
                            .FlatMap((uow, _) => Parts(uow).Stream())
                            .Select(uow => uow.Get(Part))
                            .ToListAsync()
                    );
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task FlatMap_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var parts = await units
            .Stream()
            .FlatMap(uow =>
            {
                Fail.On(uow, "1");
                return [uow, uow];
            })
            .ToListAsync();

        Assert.Equal(["0", "0", "2", "2"], parts.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    [Fact]
    public async Task FlatMap_AnIteratorThatThrowsHalfWay_MakesAFaultAndKeepsWhatItGaveBefore()
    {
        var units = Some.Units(2);

        var parts = await units.Stream().FlatMap(Parts).ToListAsync();

        Assert.Equal(["0", "1"], parts.Ids());
        Assert.Equal(["0", "1"], units.Faults().Ids());

        static IEnumerable<UnitOfWork> Parts(UnitOfWork uow)
        {
            yield return uow;
            throw new InvalidOperationException("half way");
        }
    }

    [Fact]
    public async Task FlatMap_AStreamThatFailsHalfWay_MakesAFaultAndKeepsWhatItGaveBefore()
    {
        var units = Some.Units(2);

        var parts = await units.Stream().FlatMap((uow, _) => Parts(uow)).ToListAsync();

        Assert.Equal(["0", "1"], parts.Ids());
        Assert.Equal(["0", "1"], units.Faults().Ids());

        static async IAsyncEnumerable<UnitOfWork> Parts(UnitOfWork uow)
        {
            await Task.Yield();
            yield return uow;
            throw new InvalidOperationException("half way");
        }
    }

    [Fact]
    public async Task FlatMap_APartThatIsNull_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(2);

        var parts = await units.Stream().FlatMap(uow => uow.Event.Id is "0" ? [null!] : [uow]).ToListAsync();

        Assert.Equal(["1"], parts.Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    [Fact]
    public async Task FlatMap_NullInsteadOfParts_DropsTheUnit()
    {
        var units = Some.Units(2);

        Assert.Empty(await units.Stream().FlatMap(_ => null!).ToListAsync());
        Assert.Empty(units.Faults());
    }

    [Fact]
    public async Task FlatMap_PullsPagesOnlyAsTheyAreWanted()
    {
        var pages = 0;

        await Some.Units(1).Stream().FlatMap((uow, _) => Pages(uow)).Take(2).ToListAsync();

        Assert.Equal(2, pages);

        async IAsyncEnumerable<UnitOfWork> Pages(UnitOfWork uow)
        {
            await Task.Yield();
            while (true)
            {
                pages++;
                yield return uow;
            }
        }
    }

    [Fact]
    public async Task FlatMap_MarksItsUnitsAsParts()
    {
        var parts = await Some.Units(1).Stream().FlatMap(uow => [uow, uow]).ToListAsync();

        Assert.All(parts, part => Assert.True(part.IsPart));
    }
}
