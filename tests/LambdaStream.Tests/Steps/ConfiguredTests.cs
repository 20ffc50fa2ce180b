using Xunit;

namespace LambdaStream.Tests;

public class ConfiguredTests
{
    [Fact]
    public async Task Configured_ChoosesByTheOptionsOfTheFirstUnitAndLosesNone()
    {
        var source = new TrackingSource(Some.Units(3, new() { Parallel = 7 }));
        var asked = new List<int>();

        var units = await source
            .Configured(options =>
            {
                asked.Add(options.Parallel);
                return all => all.Filter(uow => uow.Event.Id is not "1");
            })
            .ToListAsync();

        Assert.Equal(["0", "2"], units.Ids());
        Assert.Equal([7], asked);
        Assert.Equal((1, 4, 1), (source.Enumerations, source.Moves, source.Disposals));
    }

    [Fact]
    public async Task Configured_WithoutUnits_AsksNobody()
    {
        var units = await new TrackingSource([])
            .Configured(_ => throw new InvalidOperationException("asked"))
            .ToListAsync();

        Assert.Empty(units);
    }
}
