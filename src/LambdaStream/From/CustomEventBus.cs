using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Events of a custom event bus of EventBridge's second generation, one or a batch of them.</summary>
    /// <remarks>
    /// The event is the published data, or its <c>detail</c> where it was published as an entry of PutEvents. With the
    /// transformer <c>WITH_METADATA</c> what came with it is in <see cref="Slots.BusMetadata"/> and
    /// <see cref="Slots.BusSystemMetadata"/>, and an event without an id gets <c>aws:EventId</c>. Data that is no JSON is a
    /// unit of work without an event, for the pipelines that have no event type. The invocation succeeds or fails as a whole.
    /// </remarks>
    public static Source CustomEventBus(EventBridgeSourceOptions? options = null) =>
        new CustomEventBusSource(options ?? new());

    private sealed class CustomEventBusSource(EventBridgeSourceOptions options) : Source
    {
        internal override string Name => "CustomEventBus";

        private static readonly Mark[] Known =
        [
            new(Mark.List, BusEvent.SystemMetadata),
            new(Mark.List, "detail-type"),
            new(BusEvent.SystemMetadata),
        ];

        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override IReadOnlyList<Mark> Marks => Known;

        internal override void Read(Json payload, Intake intake)
        {
            payload = payload.Validated();
            if (payload.Kind is JsonValueKind.Array)
            {
                foreach (var item in payload.EnumerateArray())
                    Take(item, intake);
                return;
            }
            if (payload.Kind is not JsonValueKind.Object)
                throw new InvalidPayloadException(
                    $"The payload should be a list of events or an event, but its kind is {payload.Kind}."
                );
            if (payload.EnumerateObject().MoveNext())
                Take(payload, intake);
        }

        private void Take(Json item, Intake intake)
        {
            var bus = BusEvent.From(item);
            intake.Adorn = bus.System.IsDefined
                ? uow => uow.With(Slots.BusMetadata, bus.Metadata).With(Slots.BusSystemMetadata, bus.System)
                : null;
            var head = new RecordHead(item, bus.Id, default);
            if (bus.Event.Kind is JsonValueKind.Object)
                intake.Event(head, bus.Event.Compressed, options.DropSkipped);
            else if (bus.IsOpaque)
                intake.Raw(head);
            else
                intake.Unreadable(head, null, new JsonException("The event of the bus has no object as its data."));
        }
    }
}
