using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Messages of an SQS queue, each with an event as JSON in its body.</summary>
    /// <remarks>An event without an id gets the message's id. Events tagged <c>skip</c> are dropped.</remarks>
    public static Source Sqs() => new SqsSource();

    /// <summary>Messages of an SQS queue as they are: units of work with a record and without an event.</summary>
    /// <remarks>They go to the pipelines that have no event type.</remarks>
    public static Source SqsRaw() => new SqsRawSource();

    private class SqsSource : RecordsSource
    {
        internal override string Name => "Sqs";

        private static readonly Mark[] Known = [new("Records", "aws:sqs")];

        internal override Checkpoint Checkpoint => Checkpoint.Each;

        internal override IReadOnlyList<Mark> Marks => Known;

        private protected override void ReadRecord(ref JsonScanner scanner, Intake intake)
        {
            var record = scanner.Take();
            intake.OneSource(record["eventSource"]);
            var id = record["messageId"];
            var head = new RecordHead(record, id, id, Group(record));
            if (record["body"] is { Kind: JsonValueKind.String } body)
                ReadBody(head, body, intake);
            else
                intake.Unreadable(head, null, new JsonException("The SQS message has no text in its body."));
        }

        // In a standard queue a group stands for a tenant that gets its fair share, not for an order.
        private static Json Group(Json record)
        {
            var group = record["attributes"]["MessageGroupId"];
            return
                group.IsDefined
                && Text(record["eventSourceARN"]) is { } arn
                && !arn.EndsWith(".fifo", StringComparison.Ordinal)
                ? default
                : group;
        }

        /// <summary>Takes what a message holds.</summary>
        private protected virtual void ReadBody(in RecordHead head, Json body, Intake intake) =>
            intake.TextEvent(head, body);
    }

    private sealed class SqsRawSource : SqsSource
    {
        internal override string Name => "SqsRaw";

        private protected override void ReadBody(in RecordHead head, Json body, Intake intake) => intake.Raw(head);
    }
}
