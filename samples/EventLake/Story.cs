using LambdaStream;

namespace EventLake;

/// <summary>Two days of a bus, and then a new service that wants to know what happened before it was there.</summary>
internal static class Story
{
    private const int OrdersOfADay = 40;

    public static async Task<Report> TellAsync(Arguments arguments)
    {
        var world = new World();
        var told = 0;
        for (var day = 0; day < 2; day++)
        {
            Event[] news = [.. Enumerable.Range(0, OrdersOfADay).SelectMany(i => NewsOf(world, $"o{day}-{i}", i))];
            await world.Aws.TellAsync(world.Bus.Name, news);
            await world.Aws.DrainAsync();
            world.Clock.Advance(TimeSpan.FromDays(1));
            told += news.Length;
        }
        var request = Replay.Request(arguments.EventType, World.ListenerName, arguments.Prefix, arguments.IsDry);
        await world.Replay.InvokeAsync(request.ToJson().ToUtf8(), CancellationToken.None);
        await world.Aws.DrainAsync();
        return Report.Of(world, told, request);
    }

    private static IEnumerable<Event> NewsOf(World world, string order, int i)
    {
        yield return EventOf(world, "order-placed", order, minute: 0);
        if (i % 4 != 0)
            yield return EventOf(world, "order-paid", order, minute: 1);
        yield return EventOf(world, "stock-counted", order, minute: 2);
    }

    private static Event EventOf(World world, string type, string order, int minute) =>
        Event.Of(
            type,
            ("id", $"{type}-{order}"),
            ("partitionKey", order),
            ("timestamp", world.Clock.GetUtcNow().AddMinutes(minute).ToUnixTimeMilliseconds()),
            ("order", Json.ObjectOf(("id", order), ("customer", $"c{order[^1]}")))
        );
}
