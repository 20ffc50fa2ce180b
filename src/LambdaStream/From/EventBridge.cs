using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>An event that an EventBridge rule delivers; its <c>detail</c> is the event.</summary>
    /// <remarks>An event without an id gets the envelope's. Compressed values are read as what they stand for.</remarks>
    public static Source EventBridge(EventBridgeSourceOptions? options = null) =>
        new EventBridgeSource(options ?? new());

    private sealed class EventBridgeSource(EventBridgeSourceOptions options) : EnvelopeSource
    {
        internal override string Name => "EventBridge";

        private static readonly Mark[] Known = [new("detail-type")];

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(Json record, Intake intake)
        {
            var head = new RecordHead(record, record["id"], default);
            if (record["detail"] is { Kind: JsonValueKind.Object } detail)
                intake.Event(head, detail.Compressed, options.DropSkipped);
            else
                intake.Unreadable(head, null, new JsonException("The EventBridge event has no object in detail."));
        }
    }
}

/// <summary>How the events of an EventBridge bus are read.</summary>
public sealed record EventBridgeSourceOptions
{
    /// <summary>Whether events with the tag <c>skip</c> are dropped; by default they are not, as with the Node library.</summary>
    public bool DropSkipped { get; init; }
}
