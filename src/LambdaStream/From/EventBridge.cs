using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>An event that an EventBridge rule delivers; its <c>detail</c> is the event.</summary>
    /// <remarks>An event without an id gets the envelope's. As with the Node library, the tag <c>skip</c> has no effect here.</remarks>
    public static Source EventBridge() => new EventBridgeSource();

    private sealed class EventBridgeSource : Source
    {
        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override void Read(Json payload, Intake intake)
        {
            payload = payload.Validated();
            var id = payload["id"];
            var head = new RecordHead(payload, id, default);
            var detail = payload["detail"];
            if (detail.Kind is JsonValueKind.Object)
                intake.Event(head, detail.Compressed);
            else if (!detail.IsNullOrUndefined || !id.IsNullOrUndefined)
                intake.Unreadable(head, null, new JsonException("The EventBridge event has no object in detail."));
        }
    }
}
