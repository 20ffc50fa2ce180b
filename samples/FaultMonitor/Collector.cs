using LambdaStream;

namespace FaultMonitor;

/// <summary>The fault monitor's function, between the bus and the bucket: what a fault shows compressed is shown as it is.</summary>
internal static class Collector
{
    public static Processor Create(StreamOptions options) =>
        new(
            From.Firehose(),
            options,
            new FirehoseTransform
            {
                Id = "faults",
                Transform = uow => uow.Event.ToJson(), // EventBridge's envelope, with the fault in its detail
                Metadata = _ => default,
            }
        );
}
