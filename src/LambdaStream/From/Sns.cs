using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Messages of an SNS topic, each with an event as JSON in its <c>Message</c>.</summary>
    /// <remarks>An event without an id gets the message's. Events tagged <c>skip</c> are dropped.</remarks>
    public static Source Sns() => new SnsSource();

    /// <summary>Messages of an SNS topic as they are: units of work with a record and without an event.</summary>
    /// <remarks>They go to the pipelines that have no event type.</remarks>
    public static Source SnsRaw() => new SnsRawSource();

    private class SnsSource : RecordsSource
    {
        internal override string Name => "Sns";

        private static readonly Mark[] Known = [new("Records", "aws:sns")];

        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = scanner.Take();
            intake.OneSource(record["EventSource"]);
            var sns = record["Sns"];
            var head = new RecordHead(record, sns["MessageId"], default);
            if (sns["Message"] is { Kind: JsonValueKind.String } message)
                ReadMessage(head, message, intake);
            else
                intake.Unreadable(head, null, new JsonException("The SNS record has no text in Sns.Message."));
        }

        /// <summary>Takes what a message holds.</summary>
        private protected virtual void ReadMessage(in RecordHead head, Json message, Intake intake) =>
            intake.TextEvent(head, message);
    }

    private sealed class SnsRawSource : SnsSource
    {
        internal override string Name => "SnsRaw";

        private protected override void ReadMessage(in RecordHead head, Json message, Intake intake) =>
            intake.Raw(head);
    }
}
