using System.Text;
using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>Messages of an SQS queue that an SNS topic fills, each with an event as JSON.</summary>
    /// <remarks>
    /// With raw message delivery the body is the event, without it the body is the topic's envelope. An event without an
    /// id gets the SQS message's. Events tagged <c>skip</c> are dropped.
    /// </remarks>
    public static Source SnsOverSqs() => new SnsOverSqsSource();

    private sealed class SnsOverSqsSource : SqsSource
    {
        internal override string Name => "SnsOverSqs";

        private protected override void ReadBody(in RecordHead head, Json body, Intake intake)
        {
            if (ParseText(head, body, intake) is not { } json)
                return;
            // An event has a type, a topic's envelope a Type.
            if (json["Message"] is { Kind: JsonValueKind.String } message && !json["type"].IsDefined)
                intake.TextEvent(head, message);
            else
                intake.TextEvent(head, body);
        }
    }

    // What stands as JSON text in a string; null, and a fault of the record, where it is none.
    private static Json? ParseText(in RecordHead head, Json text, Intake intake)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.GetString()!);
        try
        {
            return Json.Parse(utf8);
        }
        catch (JsonException error)
        {
            intake.Unreadable(head, Encoding.UTF8.GetString(utf8), error);
            return null;
        }
    }
}
