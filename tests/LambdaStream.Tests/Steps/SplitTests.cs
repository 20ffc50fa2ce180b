using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class SplitTests : VerbContract
{
    private static readonly Slot<string> Letter = new("letter");

    private protected override IReadOnlyList<Verb> Forms =>
        [
            source => source.Split(_ => [1L]),
            source => source.Split(_ => ["a"], Letter),
            source => source.Split(LettersAsync, Letter),
        ];

    private protected override IReadOnlyList<Verb> WithNull =>
        [
            source => source.Split((Func<UnitOfWork, IEnumerable<Json>>)null!),
            source => source.Split((Splitting)null!),
            source => source.Split((Func<UnitOfWork, IEnumerable<string>>)null!, Letter),
            source => source.Split((Func<UnitOfWork, CancellationToken, ValueTask<IEnumerable<string>>>)null!, Letter),
            source => source.Split(_ => ["a"], (Slot<string>)null!),
        ];

    [Fact]
    public Task Split_MatchesLinq() =>
        Gen.Int[0, 4]
            .Array[0, 8]
            .SampleAsync(
                async counts =>
                {
                    var units = Some.Units(counts.Length);
                    IEnumerable<string> Letters(UnitOfWork uow) =>
                        Enumerable.Range(0, counts[uow.Record!.Index]).Select(i => $"{(char)('a' + i)}");

                    var parts = await units
                        .Stream()
                        .Split(Letters, Letter)
                        .Select(uow => uow.Event.Id + uow.Get(Letter))
                        .ToListAsync();

                    Assert.Equal(units.SelectMany(Letters, (uow, letter) => uow.Event.Id + letter), parts);
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public async Task Split_NumbersThePartsFromOne()
    {
        var parts = await Some.Units(1).Stream().Split(_ => ["x", "y", "z"]).ToListAsync();

        Assert.Equal([1, 2, 3], parts.Select(uow => uow.Get(Slots.SplitOnItemNumber)));
        Assert.All(parts, uow => Assert.Equal(3, uow.Get(Slots.SplitOnTotal)));
        Assert.Equal(["x", "y", "z"], parts.Select(uow => uow.Get(Slots.Split).GetString()));
        Assert.All(parts, uow => Assert.True(uow.IsPart));
    }

    [Fact]
    public async Task Split_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(2);

        var parts = await units
            .Stream()
            .Split(
                uow =>
                {
                    Fail.On(uow, "0");
                    return ["a", "b"];
                },
                Letter
            )
            .ToListAsync();

        Assert.Equal(["1", "1"], parts.Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    [Fact]
    public async Task Split_AnAsynchronousFunction_IsWaitedForAndMayFail()
    {
        var units = Some.Units(3);

        var parts = await units.Stream().Split(new Splitting { OnAsync = PartsAsync }).ToListAsync();

        Assert.Equal(["0a", "0b", "2a", "2b"], parts.Select(uow => uow.Event.Id + uow.Get(Slots.Split).GetString()));
        Assert.Equal([1, 2, 1, 2], parts.Select(uow => uow.Get(Slots.SplitOnItemNumber)));
        Assert.Equal(["1"], units.Faults().Ids());

        static async ValueTask<IEnumerable<Json>> PartsAsync(UnitOfWork uow, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Fail.On(uow, "1");
            return ["a", "b"];
        }
    }

    [Fact]
    public void Split_ASplittingWithoutParts_SaysSo() =>
        Assert.Throws<ArgumentException>(() => Some.Units(1).Stream().Split(new Splitting()));

    [Fact]
    public void SplittingAt_GivesTheElementsOfTheListAtAPath()
    {
        var unit = Some.Unit(
            Event.Of(
                "t",
                ("thing", Json.Parse("""{"parts":[{"id":"p1"},{"id":"p2"}]}""")),
                ("list", Json.Parse("[1,2]"))
            )
        );

        Assert.Equal(["p1", "p2"], Splitting.At("thing.parts").On!(unit).Select(part => part["id"].GetString()));
        Assert.Equal([1, 2], Splitting.At("list").On!(unit).Select(part => part.GetInt64()));
    }

    [Fact]
    public void SplittingAt_WithoutAList_SaysWhere()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            Splitting.At("thing.parts").On!(Some.Unit()).ToList()
        );

        Assert.Equal("The event has no list at 'thing.parts' to split.", error.Message);
    }

    private static ValueTask<IEnumerable<string>> LettersAsync(UnitOfWork uow, CancellationToken cancellationToken) =>
        new(["a"]);
}
