using System.Text.Json.Serialization;

namespace LambdaStream.Docs.Tests;

public sealed record Sales(int Orders, decimal Total);

[JsonSerializable(typeof(Sales))]
public sealed partial class SalesJson : JsonSerializerContext;

/// <summary>The code of docs/windows.md, compiled and run.</summary>
public class WindowExamples
{
    [Fact]
    public async Task AWindow_CountsOverInvocations_AndPublishesAtItsEnd()
    {
        var bus = new RecordingEventBridge();
        var options = new StreamOptions { EventBridge = bus, BusName = "bus" };

        var source = From.Window(
            From.Kinesis(),
            new WindowOptions<Sales>
            {
                StateType = SalesJson.Default.Sales,
                Start = () => new(0, 0),
                EventType = "order-submitted",
                Aggregate = (sales, uow) =>
                    new(sales.Orders + 1, sales.Total + uow.Event.Require("order").Require("total").GetDecimal()),
                Close = (sales, window) =>
                    Event.Of(
                        "sales-counted",
                        ("timestamp", window.End.ToUnixTimeMilliseconds()),
                        ("partitionKey", window.ShardId),
                        ("sales", Json.From(sales, SalesJson.Default.Sales))
                    ),
            }
        );
        var processor = new Processor(
            source,
            options,
            new Pipeline("publish", "sales-counted", units => units.PublishToEventBridge())
        );
        var driver = new FunctionDriver(source, new Pipeline("publish", "sales-counted", units => units));

        var first = await driver.InvokeAsync(Records.InWindow(Records.Kinesis(Order("1", 10), Order("2", 20))));
        var state = Json.Parse(first.Result.Response.ToArray())["state"];
        var last = await driver.InvokeAsync(Records.InWindow(Records.Kinesis(Order("3", 30)), state, isFinal: true));

        await processor.InvokeAsync(Records.InWindow(Records.Kinesis(Order("3", 30)), state, isFinal: true));
        Assert.Equal("""{"Orders":3,"Total":60}""", Assert.Single(last.Units).Event["sales"].ToString());
        Assert.Equal("""{"Orders":3,"Total":60}""", Assert.Single(bus.Events)["sales"].ToString());
    }

    private static Event Order(string id, decimal total) =>
        Event.Of(
            "order-submitted",
            ("id", id),
            ("partitionKey", id),
            ("timestamp", 1),
            ("order", Json.ObjectOf(("id", id), ("total", total)))
        );
}
