using LambdaStream;

namespace EventLake;

/// <summary>A service that came later than the events it needs: it keeps a view of orders.</summary>
internal static class Listener
{
    public static Processor Create(StreamOptions options) =>
        new(
            From.Kinesis(),
            options,
            new Materialize
            {
                Id = "orders",
                EventType = ["order-placed", "order-paid"],
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(pk: uow.Event.PartitionKey, sk: "order")
                        .Set(uow.Event["order"])
                        .Set("state", uow.Event.Type)
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(),
            }
        );
}
