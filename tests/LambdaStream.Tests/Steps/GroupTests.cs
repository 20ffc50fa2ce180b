using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class GroupTests : VerbContract
{
    private protected override IReadOnlyList<Verb> Forms =>
        [source => source.Group(), source => source.Group(uow => uow.Event.Id)];

    [Fact]
    public Task Group_MatchesLinq() =>
        Gen.Int[0, 3]
            .Array[1, 20]
            .SampleAsync(
                async keys =>
                {
                    var units = Some.Units(keys.Length);
                    string Key(UnitOfWork uow) => $"{keys[uow.Record!.Index]}";

                    var groups = await units.Stream().Group(Key).Select(group => group.Batch.Ids()).ToListAsync();

                    Assert.Equal(units.GroupBy(Key).Select(group => group.Ids()), groups);
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public async Task Group_IsByPartitionKeyUnlessToldOtherwise()
    {
        var units = Some.Units(
            Some.Invocation(),
            Some.Event("0", partitionKey: "b"),
            Some.Event("1", partitionKey: "10"),
            Some.Event("2", partitionKey: "b"),
            Some.Event("3", partitionKey: "9")
        );

        var groups = await units.Stream().Group().Select(group => group.Batch.Ids()).ToListAsync();

        // The order of the stream, also where keys look like numbers.
        Assert.Equal(
            [
                ["0", "2"],
                ["1"],
                ["3"],
            ],
            groups
        );
    }

    [Fact]
    public async Task Group_UnitsWithoutAKey_StayAlone()
    {
        var groups = await Some.Units(3).Stream().Group(_ => null).ToListAsync();

        Assert.Equal(3, groups.Count);
    }

    [Fact]
    public async Task Group_KeysWithNamesOfJavaScript_AreKeysLikeAnyOther()
    {
        var keys = new[] { "__proto__", "constructor", "__proto__" };

        var groups = await Some.Units(3).Stream().Group(uow => keys[uow.Record!.Index]).ToListAsync();

        Assert.Equal([2, 1], groups.Select(group => group.Batch.Count));
    }

    [Fact]
    public async Task Group_StandsForAllOfItsRecords()
    {
        var group = await Some.Units(3).Stream().Group(_ => "k").SingleAsync();

        Assert.Null(group.Record);
        Assert.Equal(3, group.Origins.Count);
    }

    [Fact]
    public async Task Group_AFunctionThatThrows_MakesAFaultAndTheRestFlowOn()
    {
        var units = Some.Units(3);

        var group = await units
            .Stream()
            .Group(uow =>
            {
                Fail.On(uow, "1");
                return "k";
            })
            .SingleAsync();

        Assert.Equal(["0", "2"], group.Batch.Ids());
        Assert.Equal(["1"], units.Faults().Ids());
    }
}
