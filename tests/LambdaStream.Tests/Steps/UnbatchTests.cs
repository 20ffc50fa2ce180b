using Xunit;

namespace LambdaStream.Tests;

public class UnbatchTests : VerbContract
{
    private static readonly Slot<string> Outer = new("outer");
    private static readonly Slot<string> Both = new("both");

    private protected override IReadOnlyList<Verb> Forms => [source => source.Unbatch()];

    [Fact]
    public async Task Unbatch_UndoesABatch()
    {
        var units = Some.Units(5);

        Assert.Equal(units.Ids(), (await units.Stream().Batch(2).Unbatch().ToListAsync()).Ids());
    }

    [Fact]
    public async Task Unbatch_GivesEachUnitWhatWasLeftOnItsBatch()
    {
        var units = await Some.Units(2)
            .Stream()
            .Map(uow => uow.With(Both, "inner"))
            .Batch(2)
            .Map(batch => batch.With(Both, "outer").With(Outer, "batch"))
            .Unbatch()
            .ToListAsync();

        Assert.All(units, uow => Assert.Equal(("outer", "batch"), (uow.Get(Both), uow.Get(Outer))));
        Assert.Equal(["0", "1"], units.Ids());
        Assert.All(units, uow => Assert.Equal(1, uow.Origins.Count));
    }

    [Fact]
    public async Task Unbatch_LeavesWhatIsNoBatch()
    {
        var units = Some.Units(2);

        Assert.Equal(units, await units.Stream().Unbatch().ToListAsync());
    }

    [Fact]
    public async Task Unbatch_LeavesACompactedUnitWhole()
    {
        var unit = await Some.Units(
                Some.Invocation(),
                Some.Event("a", partitionKey: "k"),
                Some.Event("b", partitionKey: "k")
            )
            .Stream()
            .Compact()
            .Unbatch()
            .SingleAsync();

        Assert.Equal("b", unit.Event.Id);
        Assert.Equal(2, unit.Origins.Count);
    }
}
