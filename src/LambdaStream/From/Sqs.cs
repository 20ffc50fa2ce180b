using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Messages of an SQS queue, each with an event as JSON in its body.</summary>
    /// <remarks>An event without an id gets the message's id. Events tagged <c>skip</c> are dropped.</remarks>
    public static Source Sqs() => new SqsSource();

    private sealed class SqsSource : RecordsSource
    {
        internal override Checkpoint Checkpoint => Checkpoint.Each;

        private protected override void ReadRecord(ref Utf8JsonReader reader, Json payload, Intake intake)
        {
            var record = Take(ref reader, payload);
            var id = record["messageId"];
            var head = new RecordHead(record, id, id, record["attributes"]["MessageGroupId"]);
            if (record["body"] is { Kind: JsonValueKind.String } body)
                intake.TextEvent(head, body);
            else
                intake.Unreadable(head, null, new JsonException("The SQS message has no text in its body."));
        }
    }
}
