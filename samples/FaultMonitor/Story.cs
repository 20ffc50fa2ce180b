using LambdaStream;

namespace FaultMonitor;

/// <summary>Prices change, some in a way that the service does not know; its faults wait until it does.</summary>
internal static class Story
{
    public static async Task<Report> TellAsync()
    {
        var world = new World();
        var first = world.Listener;
        Event[] news =
        [
            PriceOf(world, "apple", "2"),
            PriceOf(world, "bread", "3.5"),
            PriceOf(world, "cheese", "11"),
            PriceOf(world, "milk", "1.25"),
            Event.Of("price-changed", ("id", "e-oil"), ("partitionKey", "oil"), ("timestamp", Now(world))),
        ];
        await world.Aws.TellAsync(world.Bus.Name, news);
        await world.Aws.DrainAsync();
        var steps = new List<Step> { Step.Of("as they come", world, calls: first.Invocations) };

        // The cause is not removed, so the same faults come back.
        await ResubmitAsync("resubmitted too early", Resubmit.Request(pipeline: "prices"));
        world.Clock.Advance(TimeSpan.FromHours(1));
        world.DeployCorrection();
        var corrected = world.Listener;
        await ResubmitAsync("resubmitted after the correction", Resubmit.Request("us-east-1/2026/03/02/08/"));

        return Report.Of(world, news.Length, first, corrected, steps);

        async Task ResubmitAsync(string name, Event request)
        {
            var calls = world.Resubmit.Pipelines.GetValueOrDefault("resubmit").Calls;
            await world.ResubmitAsync(request);
            steps.Add(Step.Of(name, world, world.Resubmit.Pipelines["resubmit"].Calls - calls));
        }
    }

    private static Event PriceOf(World world, string product, string price) =>
        Event.Of(
            "price-changed",
            ("id", $"e-{product}"),
            ("partitionKey", product),
            ("timestamp", Now(world)),
            ("price", Json.Parse(price))
        );

    private static long Now(World world) => world.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
