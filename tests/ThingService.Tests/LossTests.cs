using System.Text;
using LambdaStream.Local;

namespace ThingService.Tests;

public class LossTests
{
    [Fact]
    public async Task WhatNoInvocationAcknowledged_IsLost()
    {
        var world = await World.CreateAsync();
        for (var i = 0; i < 3; i++)
            world.Hub.Replay(Shipped.PayloadRecords[i]);

        var report = await Report.OfAsync(world, [new("payloads", World.HubName, 3, 3)]);

        Assert.Equal(3, report.Lost);
        Assert.False(report.IsSuccess);
        Assert.EndsWith("lost 3", Printed(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAMappingGaveUpOn_IsShownAsFailedAndNotAsLost()
    {
        var aws = new LocalWorld(new StoryClock());
        var hub = aws.Stream("hub");
        hub.Put("1", Encoding.UTF8.GetBytes("{}"));
        var mapping = aws.Connect(
            hub,
            (_, _) => throw new TimeoutException("The table is away."),
            new() { MaximumRetryAttempts = 2 }
        );
        await aws.DrainAsync(cancellationToken: TestContext.Current.CancellationToken);
        var world = await World.CreateAsync();

        var hop = Hop.Into(world.Listener, World.HubName, 1, [.. mapping.OnFailure.Select(Failure.Of)]);
        var report = await Report.OfAsync(world, []) with { Hops = [hop] };

        Assert.Equal((1, 0), (hop.Failed, hop.Lost));
        Assert.False(report.IsSuccess);
        Assert.Contains("after 3 attempts: The table is away.", Printed(report), StringComparison.Ordinal);
    }

    private static string Printed(Report report)
    {
        using var output = new StringWriter();
        new ReportPrinter(output, isPlain: true).Print(report);
        return output.ToString().TrimEnd();
    }
}
