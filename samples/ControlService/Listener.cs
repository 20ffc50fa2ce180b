using LambdaStream;

namespace ControlService;

/// <summary>The listener: collects what happens to orders, each event in a row.</summary>
internal static class Listener
{
    public static Processor Create(StreamOptions options) =>
        new(
            From.Kinesis(),
            options,
            new Collect
            {
                Id = "placed",
                EventType = "order-placed",
                TtlDays = 3, // the time to pay
                ExpireType = "order-payment-due",
            },
            new Collect { Id = "progress", EventType = ["order-paid", "order-packed", "order-payment-due"] }
        );
}
