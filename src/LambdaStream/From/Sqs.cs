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
            var start = scanner.Position;
            Json id = default;
            Json body = default;
            Json attributes = default;
            Json arn = default;
            scanner.Enter();
            while (scanner.NextMember())
            {
                if (scanner.NameIs("messageId"u8))
                    id = scanner.Take();
                else if (scanner.NameIs("body"u8))
                    body = scanner.Take();
                else if (scanner.NameIs("attributes"u8))
                    attributes = scanner.Take();
                else if (scanner.NameIs("eventSource"u8))
                    intake.OneSource(scanner.Take());
                else if (scanner.NameIs("eventSourceARN"u8))
                    arn = scanner.Take();
                else
                    scanner.Skip();
            }
            var head = new RecordHead(scanner.From(start), id, id, Group(attributes, arn));
            if (body.Kind is JsonValueKind.String)
                ReadBody(head, body, intake);
            else
                intake.Unreadable(head, null, new JsonException("The SQS message has no text in its body."));
        }

        // In a standard queue a group stands for a tenant that gets its fair share, not for an order.
        private static Json Group(Json attributes, Json queueArn)
        {
            var group = attributes["MessageGroupId"];
            return group.IsDefined && Text(queueArn) is { } arn && !arn.EndsWith(".fifo", StringComparison.Ordinal)
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
