using LambdaStream;

namespace ControlService;

/// <summary>The trigger, on the table's changes: puts the events of an order together and draws conclusions.</summary>
internal static class Trigger
{
    public static Processor Create(StreamOptions options) =>
        new(
            From.DynamoDb(),
            options,
            // A payment has a partition key of its own; the order is in it.
            new Correlate
            {
                Id = "by-order",
                EventType = EventTypes.StartingWith("order-"),
                CorrelationKey = "order.id",
                TtlDays = 33,
            },
            new Evaluate
            {
                Id = "shippable",
                EventType = ["order-placed", "order-paid", "order-packed"],
                Filters = [IsCorrelated],
                Expression = uow => Happened(uow, "order-placed", "order-paid", "order-packed"),
                Emit = "order-shippable",
            },
            new Evaluate
            {
                Id = "overdue",
                EventType = "order-payment-due",
                Filters = [IsCorrelated],
                Expression = uow => !Happened(uow, "order-paid"),
                Emit = "order-overdue",
            },
            new Expired { Id = "payment-due" }
        );

    // Rows of correlated events are read consistently, so whichever of two is evaluated last sees both.
    private static bool IsCorrelated(UnitOfWork uow) => uow.Get(Slots.Meta)!.IsCorrelation;

    private static bool Happened(UnitOfWork uow, params string[] types) =>
        types.All(type => uow.Get(Slots.Correlated)!.Any(one => one.Type == type));
}
