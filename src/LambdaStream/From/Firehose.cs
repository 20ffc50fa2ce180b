using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Records that Firehose has transformed before it delivers them, each with an event as JSON.</summary>
    /// <remarks>
    /// A record is delivered if a unit of it reaches the end of a pipeline with <c>Ok</c> in <see cref="Slots.Result"/>, as
    /// <see cref="FirehoseTransform"/> leaves it, and its <see cref="Slots.Data"/>. It is ProcessingFailed if it became a
    /// fault, else Dropped. What does not fit into an answer of 6 MB is ProcessingFailed too.
    /// </remarks>
    public static Source Firehose() => new FirehoseSource();

    private sealed class FirehoseSource : RecordsSource
    {
        internal override string Name => "Firehose";

        private static readonly Mark[] Known = [new("deliveryStreamArn")];

        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override IReadOnlyList<Mark> Marks => Known;

        internal override bool KeepsUnits => true;

        private protected override ReadOnlySpan<byte> Member => "records"u8;

        internal override void Review(IReadOnlyList<UnitOfWork> units)
        {
            var done = new HashSet<string>(StringComparer.Ordinal);
            foreach (var uow in FirehoseAnswer.Delivered(units))
            {
                if (!done.Add(uow.Get(Slots.RecordId)!))
                    uow.Fail(
                        new InvalidOperationException(
                            "Another unit of work has transformed the record already, and Firehose takes one for each. Give the rules event types or filters that do not overlap."
                        )
                    );
            }
        }

        internal override ReadOnlyMemory<byte> Respond(InvocationOutcome outcome) => FirehoseAnswer.Of(outcome);

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = scanner.Take();
            var id = record["recordId"];
            var head = new RecordHead(record, id, id);
            intake.Adorn = static uow =>
                uow.With(Slots.RecordId, uow.Record!.Id).With(Slots.Result, FirehoseResult.Dropped);
            if (record["data"] is { Kind: JsonValueKind.String } data)
                intake.Base64Event(head, data);
            else
                intake.Unreadable(head, null, new JsonException("The Firehose record has no text in data."));
        }
    }
}
