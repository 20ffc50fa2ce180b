using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Records of topics of Apache Kafka, of Amazon MSK or self-managed, each with an event as JSON in its value.</summary>
    /// <remarks>
    /// Topic, partition, offset, key and headers are in <see cref="Slots.KafkaRecord"/>. An event without an id gets one of
    /// topic, partition and offset; events tagged <c>skip</c> are dropped. A partition is taken up again at its first
    /// failed record, the others are not touched by that.
    /// </remarks>
    public static Source Kafka(KafkaSourceOptions? options = null) => new KafkaSource(options ?? new());

    /// <summary>Records of topics of Apache Kafka as they are: units of work with a record and without an event.</summary>
    /// <remarks>They go to the pipelines that have no event type.</remarks>
    public static Source KafkaRaw() => new KafkaRawSource();

    private class KafkaSource(KafkaSourceOptions options) : RecordsSource
    {
        internal override string Name => "Kafka";

        private static readonly Mark[] Known =
        [
            new("eventSource", "aws:kafka"),
            new("eventSource", "SelfManagedKafka"),
        ];

        internal override Checkpoint Checkpoint => Checkpoint.LowestOfEach;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override ReadOnlySpan<byte> Member => "records"u8;

        internal override string? KeyOf(UnitOfWork uow) => Text(uow.Record!.Json["key"]);

        internal override ReadOnlyMemory<byte> Respond(InvocationOutcome outcome) => KafkaAnswer.Of(outcome);

        // An object with a list for each partition.
        private protected override void ReadRecords(ref JsonScanner scanner, Intake intake)
        {
            if (scanner.First != '{')
                throw new InvalidPayloadException(
                    $"records should be an object with lists, but its kind is {scanner.Take().Kind}."
                );
            scanner.Enter();
            while (scanner.NextMember())
            {
                intake.Partition = scanner.QuotedName;
                base.ReadRecords(ref scanner, intake);
            }
        }

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = scanner.Take();
            var head = new RecordHead(record, default, record["offset"], intake.Partition);
            intake.Adorn = WithKafkaRecord;
            var value = record["value"];
            if (value.IsNullOrUndefined)
                ReadTombstone(head, intake);
            else if (value.Kind is JsonValueKind.String)
                ReadValue(head, value, intake);
            else
                intake.Unreadable(head, null, new JsonException("The Kafka record has no text in value."));
        }

        /// <summary>Takes what a record holds.</summary>
        private protected virtual void ReadValue(in RecordHead head, Json value, Intake intake) =>
            intake.Base64Event(head, value);

        private void ReadTombstone(in RecordHead head, Intake intake)
        {
            if (options.TombstoneType is not { } type)
            {
                intake.Raw(head);
                return;
            }
            if (intake.RouteOf(type) is not { } route)
                return;
            var record = head.Json;
            intake.Event(
                head,
                Event.Of(type, ("timestamp", record["timestamp"]), ("partitionKey", KafkaRecord.From(record).KeyText)),
                route
            );
        }

        private static UnitOfWork WithKafkaRecord(UnitOfWork uow)
        {
            uow = uow.With(Slots.KafkaRecord, KafkaRecord.From(uow.Record!.Json));
            return uow.Event.Id is null && !ReferenceEquals(uow.Event, Event.None)
                ? uow.With(uow.Event.With("id", uow.Record!.Identifier))
                : uow;
        }
    }

    private sealed class KafkaRawSource() : KafkaSource(new())
    {
        internal override string Name => "KafkaRaw";

        private protected override void ReadValue(in RecordHead head, Json value, Intake intake) => intake.Raw(head);
    }
}

/// <summary>How the records of a topic are read.</summary>
public sealed record KafkaSourceOptions
{
    /// <summary>
    /// The type of the events that records without a value become, with the key as partition key. By default none: such a
    /// record is a unit of work without an event, for the pipelines that have no event type.
    /// </summary>
    public string? TombstoneType { get; init; }
}
