using System.Text;
using LambdaStream;

namespace ControlService;

/// <summary>Some days of a shop: what other services tell of its orders, moment by moment.</summary>
internal static class Story
{
    public static async Task<Report> TellAsync()
    {
        var world = new World();
        var shop = new Shop(world);

        await shop.TellAsync("order-placed o1", "order-placed o2", "order-placed o3", "order-placed o4");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await shop.TellAsync("order-paid o1");
        world.Clock.Advance(TimeSpan.FromHours(20));
        await shop.TellAsync("order-packed o1");
        // Both at once: neither is there when the other comes.
        await shop.TellAsync("order-paid o2", "order-packed o2");
        await shop.TellAsync("order-paid o4", "order-paid", "no JSON at all");
        // Nobody has paid o3, and DynamoDB deletes what has expired.
        world.Clock.Advance(TimeSpan.FromDays(4));
        world.Table.ExpireItems();
        await world.Aws.DrainAsync();

        return Report.Of(world, shop.Told);
    }

    /// <summary>The other services.</summary>
    private sealed class Shop(World world)
    {
        public int Told { get; private set; }

        public async Task TellAsync(params string[] news)
        {
            foreach (var one in news)
                Tell(one);
            await world.Aws.DrainAsync();
        }

        private void Tell(string news)
        {
            var id = $"e{++Told}";
            world.Hub.Put(id, Utf8(news.Split(' '), id) ?? Encoding.UTF8.GetBytes(news));
        }

        private byte[]? Utf8(string[] news, string id) =>
            news switch
            {
                [var type, var order] => EventOf(type, id, Json.ObjectOf(("id", order))),
                [var type] => EventOf(type, id, Json.ObjectOf()),
                _ => null,
            };

        private byte[] EventOf(string type, string id, Json order) =>
            Event
                .Of(
                    type,
                    ("id", id),
                    ("timestamp", world.Clock.GetUtcNow().ToUnixTimeMilliseconds()),
                    ("partitionKey", $"{type}-{id}"),
                    ("order", order)
                )
                .ToJson()
                .ToUtf8();
    }
}
