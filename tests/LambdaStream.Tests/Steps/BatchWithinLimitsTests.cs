using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class BatchWithinLimitsTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms => [source => source.Batch(new(2, 100), _ => 1)];

    private protected override IReadOnlyList<Verb> WithNull =>
        [source => source.Batch(null!, _ => 1), source => source.Batch(new(2, 100), null!)];

    [Fact]
    public Task Batch_MatchesAGreedyModel() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 12].Array[0, 20])
            .SampleAsync(
                async (count, sizes) =>
                {
                    var units = Some.Units(sizes.Length);
                    const int bytes = 10;

                    var batches = await units
                        .Stream()
                        .Batch(new(count, bytes), uow => sizes[uow.Record!.Index])
                        .Select(batch => batch.Batch.Ids())
                        .ToListAsync();

                    Assert.Equal(Greedy(sizes, count, bytes), batches);
                    Assert.Equal(sizes.Count(size => size > bytes), units.Count == 0 ? 0 : units.Faults().Count);
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public async Task Batch_EndsWhenTheNextUnitWouldExceedTheBytes()
    {
        Assert.Equal(
            [
                ["0", "1"],
                ["2"],
            ],
            await BatchedAsync([50, 50, 1], new(10, 100))
        );
        Assert.Equal(
            [
                ["0"],
                ["1"],
                ["2"],
            ],
            await BatchedAsync([50, 51, 50], new(10, 100))
        );
    }

    [Fact]
    public async Task Batch_EndsAtItsCount() =>
        Assert.Equal(
            [
                ["0", "1"],
                ["2", "3"],
                ["4"],
            ],
            await BatchedAsync([1, 1, 1, 1, 1], new(2, 100))
        );

    [Fact]
    public async Task Batch_AUnitThatIsTooLargeByItself_IsAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var batches = await units
            .Stream()
            .Batch(new(10, 100), uow => uow.Event.Id is "1" ? 101 : 100)
            .Select(batch => batch.Batch.Ids())
            .ToListAsync();

        Assert.Equal(
            [
                ["0"],
                ["2"],
            ],
            batches
        );
        var fault = Assert.Single(units.Faults());
        Assert.Equal("1", fault.Unit.Event.Id);
        var error = Assert.IsType<EntryTooLargeException>(fault.Error);
        Assert.Equal("Request size: 101, exceeded max: 100", error.Message);
        Assert.Equal((101, 100), (error.Bytes, error.Max));
    }

    [Fact]
    public async Task Batch_ANamedMeasure_IsInTheMessage()
    {
        var units = Some.Units(1);

        await units.Stream().Batch(new(10, 1) { Measure = "Payload size" }, _ => 2).ToListAsync();

        Assert.Equal("Payload size: 2, exceeded max: 1", Assert.Single(units.Faults()).Error.Message);
    }

    [Fact]
    public async Task Batch_AUnitWithoutAnEntry_OvertakesNobody()
    {
        var units = Some.Units(5);

        var stream = await units
            .Stream()
            .Batch(new(2, 100), uow => uow.Event.Id is "0" or "2" ? null : 1)
            .Select(uow => uow.Record is null ? string.Join('+', uow.Batch.Ids()) : uow.Event.Id)
            .ToListAsync();

        Assert.Equal(["0", "1+3", "2", "4"], stream);
    }

    [Fact]
    public async Task Batch_ManyUnitsWithoutAnEntry_DoNotWaitForABatchThatNeverFills()
    {
        var source = new TrackingSource(Some.Units(500));

        await source.Batch(new(10, 100), uow => uow.Event.Id is "0" ? 1 : null).FirstAsync();

        Assert.InRange(source.Moves, 1, 110);
    }

    [Fact]
    public async Task Batch_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var batch = await units
            .Stream()
            .Batch(
                new(10, 100),
                uow =>
                {
                    Fail.On(uow, "1");
                    return 1;
                }
            )
            .SingleAsync();

        Assert.Equal(["0", "2"], batch.Batch.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    private static async Task<List<string[]>> BatchedAsync(long[] sizes, BatchLimits limits) =>
        await Some.Units(sizes.Length)
            .Stream()
            .Batch(limits, uow => sizes[uow.Record!.Index])
            .Select(batch => batch.Batch.Ids())
            .ToListAsync();

    private static List<string[]> Greedy(int[] sizes, int count, int bytes)
    {
        var batches = new List<List<int>>();
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] > bytes)
                continue;
            var last = batches.LastOrDefault();
            if (last is null || last.Count == count || last.Sum(unit => sizes[unit]) + sizes[i] > bytes)
                batches.Add(last = []);
            last.Add(i);
        }
        return [.. batches.Select(batch => batch.Select(unit => $"{unit}").ToArray())];
    }
}
