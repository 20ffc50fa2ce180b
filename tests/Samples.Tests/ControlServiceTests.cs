using ControlService;

namespace Samples.Tests;

public class ControlServiceTests
{
    [Fact]
    public async Task TheStory_LosesNothing()
    {
        var report = await Story.TellAsync();

        Assert.True(report.IsSuccess);
        Assert.Equal(
            "records 50 · events 8 · shippable 2 · overdue 1 · faults 2 · lost 0",
            Printed.LastLine(Printed.Of(report.Print))
        );
    }

    [Fact]
    public async Task TheStory_IsTheSameEveryTime() =>
        Assert.Equal(Printed.Of((await Story.TellAsync()).Print), Printed.Of((await Story.TellAsync()).Print));

    [Fact]
    public async Task TwoEventsThatArriveTogether_LeadToTheConclusionAtLeastOnce()
    {
        var report = await Story.TellAsync();

        Assert.NotEmpty(report.Conclusions("order-shippable", "o2"));
        Assert.All(
            report.Conclusions("order-shippable", "o2"),
            one => Assert.Contains(one["triggers"][0]["type"].GetString(), new[] { "order-paid", "order-packed" })
        );
    }

    [Theory]
    [InlineData("o1", true, false)]
    [InlineData("o2", true, false)]
    [InlineData("o3", false, true)]
    [InlineData("o4", false, false)]
    public async Task OnlyWhatIsNotPaidInTime_IsOverdue(string order, bool isShippable, bool isOverdue)
    {
        var report = await Story.TellAsync();

        Assert.Equal(isShippable, report.Conclusions("order-shippable", order).Any());
        Assert.Equal(isOverdue, report.Conclusions("order-overdue", order).Any());
    }

    [Fact]
    public async Task PoisonEvents_AreFaultsAndTheRestGoOn()
    {
        var report = await Story.TellAsync();

        Assert.Equal(
            ["JsonException", "InvalidOperationException"],
            report.Faults.Select(fault => fault["err"]["name"].GetString())
        );
    }

    [Fact]
    public async Task WhatNoInvocationAcknowledged_IsLost()
    {
        var world = new World();
        world.Hub.Put("1", "{}"u8.ToArray());

        var report = Report.Of(world, told: 1);

        Assert.Equal(1, report.Lost);
        Assert.EndsWith("lost 1", Printed.LastLine(Printed.Of(report.Print)), StringComparison.Ordinal);
        await world.Aws.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, Report.Of(world, told: 1).Lost);
    }
}
