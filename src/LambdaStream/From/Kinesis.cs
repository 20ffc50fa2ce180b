using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Records of a Kinesis data stream, each with an event as JSON.</summary>
    /// <remarks>
    /// An event without an id gets the record's <c>eventID</c>. Events tagged <c>skip</c> are dropped. A record into which the
    /// Kinesis Producer Library has put several gives a unit for each, with <see cref="Slots.KinesisUserRecord"/>, and is done
    /// when all of them are.
    /// </remarks>
    public static Source Kinesis() => new KinesisSource();

    private class KinesisSource : RecordsSource
    {
        internal override string Name => "Kinesis";

        private static readonly Mark[] Known = [new("Records", "aws:kinesis")];

        internal override Checkpoint Checkpoint => Checkpoint.Lowest;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(ref Utf8JsonReader reader, Json payload, Intake intake)
        {
            var start = (int)reader.TokenStartIndex;
            Json eventId = default;
            Json data = default;
            Json sequenceNumber = default;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isKinesis = reader.ValueTextEquals("kinesis"u8);
                var isEventId = !isKinesis && reader.ValueTextEquals("eventID"u8);
                var isEventSource = !isKinesis && !isEventId && reader.ValueTextEquals("eventSource"u8);
                reader.Read();
                if (isKinesis && reader.TokenType is JsonTokenType.StartObject)
                    ReadKinesis(ref reader, payload, ref data, ref sequenceNumber);
                else if (isEventId)
                    eventId = Take(ref reader, payload);
                else if (isEventSource)
                    intake.OneSource(Take(ref reader, payload));
                else
                    reader.Skip();
            }
            var head = new RecordHead(payload.Slice(start, (int)reader.BytesConsumed), eventId, sequenceNumber);
            if (data.Raw.StartsWith(AggregatedRecord.Base64Start))
                ReadAggregated(head, data, intake);
            else if (data.Kind is JsonValueKind.String)
                ReadData(head, data, intake);
            else
                intake.Unreadable(head, null, new JsonException("The Kinesis record has no text in kinesis.data."));
        }

        /// <summary>Takes the event of a record, from its base64.</summary>
        private protected virtual void ReadData(in RecordHead head, Json data, Intake intake) =>
            intake.Base64Event(head, data);

        /// <summary>Takes the event of a record, from its text.</summary>
        private protected virtual void ReadText(in RecordHead head, Json text, Intake intake) =>
            intake.Event(head, text, dropSkipped: true);

        private void ReadAggregated(in RecordHead head, Json data, Intake intake)
        {
            if (intake.Base64Bytes(head, data) is not { } bytes)
                return;
            if (!AggregatedRecord.Is(bytes))
            {
                ReadText(head, new Json(bytes, 0, bytes.Length, mayBeCompressed: true), intake);
                return;
            }
            List<(KinesisUserRecord, int, int)> parts;
            try
            {
                parts = AggregatedRecord.Read(bytes);
            }
            catch (InvalidDataException error)
            {
                intake.Unreadable(head, null, error);
                return;
            }
            var outer = head;
            intake.Parts(() =>
            {
                foreach (var (part, start, length) in parts)
                {
                    intake.Adorn = uow => uow.With(Slots.KinesisUserRecord, part);
                    var id =
                        outer.Id.Kind is JsonValueKind.String
                            ? (Json)$"{outer.Id.GetString()}:{part.SubSequenceNumber}"
                            : default;
                    ReadText(outer with { Id = id }, new Json(bytes, start, length, mayBeCompressed: true), intake);
                }
                intake.Adorn = null;
            });
        }

        private static void ReadKinesis(ref Utf8JsonReader reader, Json payload, ref Json data, ref Json sequenceNumber)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isData = reader.ValueTextEquals("data"u8);
                var isSequenceNumber = !isData && reader.ValueTextEquals("sequenceNumber"u8);
                reader.Read();
                if (isData)
                    data = Take(ref reader, payload);
                else if (isSequenceNumber)
                    sequenceNumber = Take(ref reader, payload);
                else
                    reader.Skip();
            }
        }
    }
}
