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

        internal override string? KeyOf(UnitOfWork uow) =>
            uow.Get(Slots.KinesisUserRecord)?.PartitionKey ?? Text(uow.Record!.Json["kinesis"]["partitionKey"]);

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var start = scanner.Position;
            Json eventId = default;
            Json data = default;
            Json sequenceNumber = default;
            int? rest = null;
            scanner.Enter();
            while (scanner.NextMember())
            {
                if (scanner.NameIs("kinesis"u8) && scanner.First == '{')
                    ReadKinesis(ref scanner, ref data, ref sequenceNumber);
                else if (scanner.NameIs("eventID"u8))
                    eventId = scanner.Take();
                else if (scanner.NameIs("eventSource"u8))
                    intake.OneSource(scanner.Take());
                else
                {
                    scanner.Skip();
                    continue;
                }
                // The records of a stream mostly differ by no more than their data and number.
                rest = scanner.Position;
                if (scanner.PassNotedRest())
                    break;
            }
            if (rest is { } noted)
                scanner.NoteRest(noted);
            var head = new RecordHead(scanner.From(start), eventId, sequenceNumber);
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

        private static void ReadKinesis(ref JsonScanner scanner, ref Json data, ref Json sequenceNumber)
        {
            scanner.Enter();
            while (scanner.NextMember())
            {
                if (scanner.NameIs("data"u8))
                    data = scanner.Take();
                else if (scanner.NameIs("sequenceNumber"u8))
                    sequenceNumber = scanner.Take();
                else
                    scanner.Skip();
            }
        }
    }
}
