using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Records of a Kinesis data stream, each with an event as JSON.</summary>
    /// <remarks>An event without an id gets the record's <c>eventID</c>. Events tagged <c>skip</c> are dropped.</remarks>
    public static Source Kinesis() => new KinesisSource();

    private sealed class KinesisSource : RecordsSource
    {
        internal override Checkpoint Checkpoint => Checkpoint.Lowest;

        private protected override void ReadRecord(Json record, Intake intake)
        {
            Json eventId = default;
            Json kinesis = default;
            var members = record.EnumerateObject();
            while (members.MoveNext())
            {
                if (members.RawName.SequenceEqual("eventID"u8))
                    eventId = members.RawValue;
                else if (members.RawName.SequenceEqual("kinesis"u8))
                    kinesis = members.RawValue;
            }
            Json data = default;
            Json sequenceNumber = default;
            members = kinesis.EnumerateObject();
            while (members.MoveNext())
            {
                if (members.RawName.SequenceEqual("data"u8))
                    data = members.RawValue;
                else if (members.RawName.SequenceEqual("sequenceNumber"u8))
                    sequenceNumber = members.RawValue;
            }
            var head = new RecordHead(record, eventId, sequenceNumber);
            if (data.Kind is JsonValueKind.String)
                intake.Base64Event(head, data);
            else
                intake.Unreadable(head, null, new JsonException("The Kinesis record has no text in kinesis.data."));
        }
    }
}
