using LambdaStream;
using LambdaStream.Connectors;

namespace EventLake;

/// <summary>Two days of a bus, and then a new service that wants to know what happened before it was there.</summary>
internal static class Story
{
    private const int OrdersOfADay = 40;

    public static async Task<Report> TellAsync(Arguments arguments)
    {
        var world = new World();
        for (var day = 0; day < 2; day++)
        {
            for (var i = 0; i < OrdersOfADay; i++)
                await TellAsync(world, $"o{day}-{i}", isPaid: i % 4 != 0);
            await world.Aws.DrainAsync();
            world.Clock.Advance(TimeSpan.FromDays(1));
        }
        var request = Replay.Request(arguments.EventType, World.ListenerName, arguments.Prefix, arguments.IsDry);
        await world.Replay.InvokeAsync(request.ToJson().ToUtf8(), CancellationToken.None);
        await world.Aws.DrainAsync();
        return Report.Of(world, request);
    }

    private static async Task TellAsync(World world, string order, bool isPaid)
    {
        await PutAsync(world, "order-placed", order, 0);
        if (isPaid)
            await PutAsync(world, "order-paid", order, 1);
        await PutAsync(world, "stock-counted", order, 2);
    }

    private static async Task PutAsync(World world, string type, string order, int minute)
    {
        var timestamp = world.Clock.GetUtcNow().AddMinutes(minute);
        var @event = Event.Of(
            type,
            ("id", $"{type}-{order}"),
            ("partitionKey", order),
            ("timestamp", timestamp.ToUnixTimeMilliseconds()),
            ("order", Json.ObjectOf(("id", order), ("amount", 10 + minute)))
        );
        await world.Aws.EventBridge.PutEventsAsync(
            new()
            {
                Entries =
                [
                    new PutEventsRequestEntry
                    {
                        EventBusName = world.Bus.Name,
                        Source = "custom",
                        DetailType = type,
                        Detail = @event.ToString(),
                    },
                ],
            },
            CancellationToken.None
        );
    }
}
