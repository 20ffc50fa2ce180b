using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class MapTests : VerbContract
{
    private static readonly Slot<string> Text = new("text");

    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Map(uow => uow), source => source.Map((uow, _) => new ValueTask<UnitOfWork?>(uow))];

    private protected override IReadOnlyList<Verb> WithNull =>
        [
            source => source.Map((Func<UnitOfWork, UnitOfWork?>)null!),
            source => source.Map((Func<UnitOfWork, CancellationToken, ValueTask<UnitOfWork?>>)null!),
        ];

    [Fact]
    public Task Map_MatchesLinqWhereNullDropsTheUnit() =>
        Gen.Int[-5, 5]
            .Array[0, 20]
            .SampleAsync(
                async numbers =>
                {
                    var units = Some.Units(numbers.Length);
                    UnitOfWork? Adorn(UnitOfWork uow) =>
                        numbers[uow.Record!.Index] is >= 0 and var number ? uow.With(Text, $"{number}") : null;

                    var expected = numbers.Where(number => number >= 0).Select(number => $"{number}").ToList();

                    Assert.Equal(expected, await units.Stream().Map(Adorn).Select(uow => uow.Get(Text)!).ToListAsync());
                    Assert.Equal(
                        expected,
                        await units
                            .Stream()
                            .Map((uow, _) => new ValueTask<UnitOfWork?>(Adorn(uow)))
                            .Select(uow => uow.Get(Text)!)
                            .ToListAsync()
                    );
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task Map_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var mapped = await units
            .Stream()
            .Map(uow =>
            {
                Fail.On(uow, "0");
                return uow;
            })
            .ToListAsync();

        Assert.Equal(["1", "2"], mapped.Ids());
        Assert.Equal(["0"], units.Faults().Ids());
    }

    [Fact]
    public async Task Map_AnAsynchronousFunctionThatThrowsAtOnce_MakesAFault()
    {
        var units = Some.Units(2);

        var mapped = await units
            .Stream()
            .Map((_, _) => throw new InvalidOperationException("before any task"))
            .ToListAsync();

        Assert.Empty(mapped);
        Assert.Equal(2, units.Faults().Count);
    }

    [Fact]
    public async Task Map_RunsAsynchronousFunctionsOneAfterTheOther()
    {
        var units = Some.Units(3);
        var inFlight = 0;

        await units
            .Stream()
            .Map(
                async (uow, _) =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref inFlight));
                    await Task.Yield();
                    Interlocked.Decrement(ref inFlight);
                    return uow;
                }
            )
            .ToListAsync();

        Assert.Empty(units.Faults());
    }
}
