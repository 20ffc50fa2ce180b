using LambdaStream;
using LambdaStream.Connectors;

namespace FaultMonitor;

/// <summary>The listener of a service that keeps prices, and that had to be corrected.</summary>
internal static class Listener
{
    /// <summary>As it was deployed first: it takes prices for whole numbers.</summary>
    public static Processor First(StreamOptions options) => Create(options, price => price.GetInt64());

    /// <summary>As it was corrected.</summary>
    public static Processor Corrected(StreamOptions options) => Create(options, price => price.GetDecimal());

    private static Processor Create(StreamOptions options, Func<Json, AttributeValue> toPrice) =>
        new(
            From.Kinesis(),
            options,
            new Materialize
            {
                Id = "prices",
                EventType = "price-changed",
                ToUpdateRequest = uow =>
                    UpdateRequest
                        .For(pk: uow.Event.PartitionKey, sk: "price")
                        .Set("price", toPrice(uow.Event.Require("price")))
                        .Set("timestamp", uow.Event.Timestamp)
                        .IfNewer(),
            }
        );
}
