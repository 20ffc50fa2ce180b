using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class CompactTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Compact(), source => source.Compact(new() { Key = uow => uow.Event.Id })];

    [Fact]
    public Task Compact_MatchesLinq() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
            .Array[1, 20]
            .SampleAsync(
                async events =>
                {
                    var units = Some.Units(
                        Some.Invocation(),
                        events.Select((e, i) => Some.Event($"{i}", partitionKey: $"{e.Item1}", timestamp: e.Item2))
                    );

                    var last = await units.Stream().Compact().ToListAsync();

                    var groups = units
                        .GroupBy(uow => uow.Event.PartitionKey)
                        .Select(group => group.OrderBy(uow => uow.Event.Timestamp).ToList())
                        .ToList();
                    Assert.Equal(groups.Select(group => group[^1].Event.Id), last.Ids());
                    Assert.Equal(groups.Select(group => group.Ids()), last.Select(uow => uow.Batch.Ids()));
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task Compact_KeepsTheLatestWithItsWholeGroup()
    {
        var units = Some.Units(
            Some.Invocation(),
            Some.Event("late", partitionKey: "k", timestamp: 3),
            Some.Event("early", partitionKey: "k", timestamp: 1),
            Some.Event("other", partitionKey: "x", timestamp: 2)
        );

        var last = await units.Stream().Compact().ToListAsync();

        Assert.Equal(["late", "other"], last.Ids());
        Assert.Equal(["early", "late"], last[0].Batch.Ids());
        Assert.Equal(2, last[0].Origins.Count);
        Assert.NotNull(last[0].Record);
    }

    [Fact]
    public async Task Compact_UnitsWithoutAPartitionKey_AreNotMergedIntoOne()
    {
        var units = Some.Units(Some.Invocation(), Event.Of("a", ("id", "0")), Event.Of("a", ("id", "1")));

        Assert.Equal(["0", "1"], (await units.Stream().Compact().ToListAsync()).Ids());
    }

    [Fact]
    public async Task Compact_GroupsAndSortsAsTold()
    {
        var units = Some.Units(
            Some.Invocation(),
            Some.Event("a1", timestamp: 1),
            Some.Event("b1", timestamp: 1),
            Some.Event("a2", timestamp: 2)
        );

        var last = await units
            .Stream()
            .Compact(new() { Key = uow => uow.Event.Id![..1], Order = uow => -uow.Event.Timestamp!.Value })
            .ToListAsync();

        Assert.Equal(["a1", "b1"], last.Ids());
    }

    [Fact]
    public async Task Compact_AKeyFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var last = await units
            .Stream()
            .Compact(
                new()
                {
                    Key = uow =>
                    {
                        Fail.On(uow, "1");
                        return uow.Event.Id;
                    },
                }
            )
            .ToListAsync();

        Assert.Equal(["0", "2"], last.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }

    [Fact]
    public async Task Compact_AnOrderThatThrows_MakesAFaultOfTheGroupAndTheOtherGroupsFlowOn()
    {
        var units = Some.Units(
            Some.Invocation(),
            Some.Event("0", partitionKey: "a"),
            Some.Event("1", partitionKey: "a"),
            Some.Event("2", partitionKey: "b")
        );

        var last = await units
            .Stream()
            .Compact(
                new()
                {
                    Order = uow =>
                    {
                        Fail.On(uow, "1");
                        return 0;
                    },
                }
            )
            .ToListAsync();

        Assert.Equal(["2"], last.Ids());
        var fault = Assert.Single(units.Faults());
        Assert.Equal(["0", "1"], fault.Unit.Batch.Ids());
        Assert.Equal(2, fault.Unit.Origins.Count);
    }
}
