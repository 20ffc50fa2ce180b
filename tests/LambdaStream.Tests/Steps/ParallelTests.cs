using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class ParallelTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [
            source => source.Parallel(3, (uow, _) => new(uow)),
            source => source.Parallel(3, (uow, _) => new(uow), Order.Key, uow => uow.Event.Id),
            source => source.Parallel(3, (uow, _) => new(uow), Order.None),
        ];

    private protected override IReadOnlyList<Verb> WithNull => [source => source.Parallel(3, null!)];

    // Once for the unit and once for the options that it brings.
    private protected override int MostReadsPerUnit => 2;

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Parallel_OfNothing_IsRejected(int degree) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Some.Units(1).Stream().Parallel(degree, (uow, _) => new(uow)));

    [Fact]
    public Task Parallel_MatchesLinqInEveryOrder() =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool.Array[0, 12], Gen.Bool.Array[12], Gen.Enum<Order>())
            .SampleAsync(
                async (degree, keep, waits, order) =>
                {
                    var units = Some.Units(keep.Length);
                    var expected = units.Where(uow => keep[uow.Record!.Index]).Ids();

                    var given = (await units.Stream().Parallel(degree, StepAsync, order).ToListAsync()).Ids();

                    if (order is Order.Output)
                        Assert.Equal(expected, given);
                    else
                        Assert.Equal(expected.Order(), given.Order());

                    async ValueTask<UnitOfWork?> StepAsync(UnitOfWork uow, CancellationToken cancellationToken)
                    {
                        if (waits[uow.Record!.Index])
                            await Task.Yield();
                        return keep[uow.Record.Index] ? uow : null;
                    }
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public async Task Parallel_HasNoMoreInFlightThanItsDegreeAndPullsNoFurther()
    {
        var flights = new Flights(10);
        var source = new TrackingSource(flights.Units);
        var all = source.Parallel(3, flights.StepAsync).ToListAsync();

        Assert.Equal(["0", "1", "2"], flights.Begun);
        Assert.Equal(3, source.Moves);
        flights.Land("0");
        await flights.Begins("3");
        Assert.Equal(4, source.Moves);
        flights.LandAll();
        Assert.Equal(10, (await all).Count);
        Assert.Equal(3, flights.MostInFlight);
    }

    [Fact]
    public async Task Parallel_InOrderOfOutput_HoldsBackWhatIsReadyTooEarly()
    {
        var flights = new Flights(3);
        await using var units = flights.Units.Stream().Parallel(3, flights.StepAsync).GetAsyncEnumerator();

        var first = units.MoveNextAsync().AsTask();
        flights.Land("2");
        flights.Land("1");
        Assert.False(first.IsCompleted);
        flights.Land("0");

        Assert.True(await first);
        Assert.Equal("0", units.Current.Event.Id);
        await units.MoveNextAsync();
        Assert.Equal("1", units.Current.Event.Id);
        await units.MoveNextAsync();
        Assert.Equal("2", units.Current.Event.Id);
    }

    [Theory]
    [InlineData(Order.Key)]
    [InlineData(Order.None)]
    public async Task Parallel_InNoOrderOfOutput_GivesWhatIsReady(Order order)
    {
        var flights = new Flights(3);
        await using var units = flights
            .Units.Stream()
            .Parallel(3, flights.StepAsync, order, uow => uow.Event.Id)
            .GetAsyncEnumerator();

        var first = units.MoveNextAsync().AsTask();
        flights.Land("2");
        Assert.True(await first);
        Assert.Equal("2", units.Current.Event.Id);
        flights.Land("0");
        await units.MoveNextAsync();
        Assert.Equal("0", units.Current.Event.Id);
        flights.Land("1");
        await units.MoveNextAsync();
        Assert.Equal("1", units.Current.Event.Id);
    }

    [Theory]
    [InlineData(Order.Output)]
    [InlineData(Order.Key)]
    public async Task Parallel_HasOneUnitOfAKeyInFlightInTheOrderOfTheStream(Order order)
    {
        var flights = new Flights(4);
        string[] keys = ["a", "a", "b", "a"];
        var all = flights
            .Units.Stream()
            .Parallel(4, flights.StepAsync, order, uow => keys[uow.Record!.Index])
            .ToListAsync();

        Assert.Equal(["0", "2"], flights.Begun);
        flights.Land("2");
        Assert.Equal(["0", "2"], flights.Begun);
        flights.Land("0");
        await flights.Begins("1");
        Assert.Equal(["0", "2", "1"], flights.Begun);
        flights.Land("1");
        await flights.Begins("3");
        flights.Land("3");

        Assert.Equal(4, (await all).Count);
    }

    [Fact]
    public async Task Parallel_InNoOrder_HasSeveralUnitsOfAKeyInFlight()
    {
        var flights = new Flights(3);
        var all = flights.Units.Stream().Parallel(3, flights.StepAsync, Order.None, _ => "same").ToListAsync();

        Assert.Equal(["0", "1", "2"], flights.Begun);
        flights.LandAll();
        Assert.Equal(3, (await all).Count);
    }

    [Fact]
    public async Task Parallel_UnitsWithoutAKey_DoNotWaitForEachOther()
    {
        var flights = new Flights(3);
        var all = flights.Units.Stream().Parallel(3, flights.StepAsync, Order.Output, _ => null).ToListAsync();

        Assert.Equal(["0", "1", "2"], flights.Begun);
        flights.LandAll();
        Assert.Equal(3, (await all).Count);
    }

    [Fact]
    public async Task Parallel_AUnitBehindAFailedOneOfItsKey_StillRuns()
    {
        var flights = new Flights(2);
        var all = flights.Units.Stream().Parallel(2, flights.StepAsync, Order.Output, _ => "same").ToListAsync();

        flights.Crash("0");
        await flights.Begins("1");
        flights.Land("1");

        Assert.Equal(["1"], (await all).Ids());
        Assert.Equal(["0"], flights.Units.Faults().Ids());
    }

    [Fact]
    public async Task Parallel_WhatIsDoneAtOnce_PassesWithoutPullingAhead()
    {
        var source = new TrackingSource(Some.Units(5));
        await using var units = source.Parallel(4, (uow, _) => new(uow)).GetAsyncEnumerator();

        await units.MoveNextAsync();
        Assert.Equal(1, source.Moves);
        await units.MoveNextAsync();
        Assert.Equal(2, source.Moves);
    }

    [Fact]
    public async Task Parallel_AStepThatFails_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(4);

        var passed = await units
            .Stream()
            .Parallel(
                2,
                async (uow, _) =>
                {
                    Fail.On(uow, "0");
                    await Task.Yield();
                    Fail.On(uow, "2");
                    return uow;
                }
            )
            .ToListAsync();

        Assert.Equal(["1", "3"], passed.Ids());
        Assert.Equal(["0", "2"], units.Faults().Ids().Order());
    }

    [Theory]
    [InlineData(Order.Output)]
    [InlineData(Order.Key)]
    public async Task Parallel_AKeyThatFails_MakesOneFaultAndTheStepDoesNotRun(Order order)
    {
        var flights = new Flights(3);
        var all = flights
            .Units.Stream()
            .Parallel(
                3,
                flights.StepAsync,
                order,
                uow =>
                {
                    Fail.On(uow, "0", "2");
                    return uow.Event.Id;
                }
            )
            .ToListAsync();

        flights.LandAll();

        Assert.Equal(["1"], (await all).Ids());
        Assert.Equal(["1"], flights.Begun);
        Assert.Equal(["0", "2"], flights.Units.Faults().Ids());
    }

    [Fact]
    public async Task Parallel_AReaderThatLeaves_WaitsForWhatIsInFlight()
    {
        var flights = new Flights(5);
        var first = flights.Units.Stream().Parallel(3, flights.StepAsync).FirstAsync();

        flights.Land("0");
        Assert.False(first.IsCompleted);
        flights.Land("1");
        Assert.False(first.IsCompleted);
        flights.Land("2");
        await first;

        Assert.Equal(["0", "1", "2"], flights.Begun);
    }

    [Fact]
    public async Task Parallel_AnErrorOfItsSource_IsRaisedAfterWhatIsInFlight()
    {
        var flights = new Flights(2);
        var all = BrokenAsync().Parallel(3, flights.StepAsync).ToListAsync().AsTask();

        Assert.Equal(["0", "1"], flights.Begun);
        Assert.False(all.IsCompleted);
        flights.LandAll();

        await Assert.ThrowsAsync<InvalidOperationException>(() => all);

        async IAsyncEnumerable<UnitOfWork> BrokenAsync()
        {
            await Task.CompletedTask;
            foreach (var uow in flights.Units)
                yield return uow;
            throw new InvalidOperationException("broken");
        }
    }

    [Fact]
    public async Task Parallel_GivesWhatIsReadyWhileItsSourceWaits()
    {
        var flights = new Flights(1);
        var more = new TaskCompletionSource();
        await using var units = WaitingAsync().Parallel(2, flights.StepAsync).GetAsyncEnumerator();

        var first = units.MoveNextAsync().AsTask();
        flights.Land("0");
        Assert.True(await first);
        var second = units.MoveNextAsync().AsTask();
        Assert.False(second.IsCompleted);
        more.SetResult();
        Assert.False(await second);

        async IAsyncEnumerable<UnitOfWork> WaitingAsync()
        {
            yield return flights.Units[0];
            await more.Task;
        }
    }
}
