using System.Text;
using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>A trigger of a Cognito user pool.</summary>
    /// <remarks>
    /// The event's type is the trigger's, such as <c>aws-cognito-post-confirmation-confirm-sign-up</c>, its <c>raw</c> the
    /// request. The answer is the payload, as Cognito needs it, with what pipelines leave in
    /// <see cref="Slots.CognitoResponse"/> laid over its <c>response</c>. A fault does not refuse the user: put the refusal
    /// into the response.
    /// </remarks>
    /// <param name="eventTypePrefix">The first part of every event type; by default aws-cognito.</param>
    public static Source Cognito(string eventTypePrefix = "aws-cognito")
    {
        ArgumentException.ThrowIfNullOrEmpty(eventTypePrefix);
        return new CognitoSource(eventTypePrefix);
    }

    private sealed class CognitoSource(string prefix) : EnvelopeSource
    {
        internal override string Name => "Cognito";

        private static readonly Mark[] Known = [new("triggerSource")];

        internal override IReadOnlyList<Mark> Marks => Known;

        internal override bool KeepsUnits => true;

        internal override ReadOnlyMemory<byte> Respond(InvocationOutcome outcome)
        {
            var response = Event.Of();
            var payload = outcome.Payload.Trimmed;
            if (payload["response"] is { Kind: JsonValueKind.Object } given)
                response = Event.From(given);
            foreach (var uow in outcome.Units)
            {
                if (uow.Get(Slots.CognitoResponse) is { Kind: JsonValueKind.Object } left)
                    response = response.Merge(Event.From(left));
            }
            return Event.From(payload).With("response", response.ToJson()).ToJson().ToUtf8();
        }

        private protected override void ReadRecord(Json record, Intake intake)
        {
            var head = new RecordHead(record, default, default);
            if (record["triggerSource"] is not { Kind: JsonValueKind.String } trigger)
            {
                intake.Unreadable(head, null, new JsonException("The Cognito event has no text in triggerSource."));
                return;
            }
            var type = $"{prefix}-{KebabCase(trigger.GetString()!)}";
            if (intake.RouteOf(type) is not { } route)
                return;
            var @event = Event.Of(
                type,
                // The same trigger may come again for the same user, so only the call tells one from the next.
                ("id", NameBasedUuid.Of($"cognito|{intake.RequestId}|{record}")),
                ("partitionKey", record["userName"]),
                ("tags", Json.ObjectOf(("region", record["region"]), ("source", record["userPoolId"]))),
                ("raw", record["request"] is { IsDefined: true } request ? request : Json.EmptyObject)
            );
            intake.Event(head, @event, route);
        }

        // PostConfirmation_ConfirmSignUp is post-confirmation-confirm-sign-up.
        private static string KebabCase(string text)
        {
            var kebab = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsLetterOrDigit(text[i]))
                    continue;
                if (kebab.Length > 0 && StartsWord(text, i))
                    kebab.Append('-');
                kebab.Append(char.ToLowerInvariant(text[i]));
            }
            return kebab.ToString();
        }

        // At a capital, unless it is one of several that the next word does not begin with; at the first digit; after a sign.
        private static bool StartsWord(string text, int i)
        {
            var (before, c) = (text[i - 1], text[i]);
            if (!char.IsLetterOrDigit(before))
                return true;
            if (char.IsDigit(before) != char.IsDigit(c))
                return true;
            if (!char.IsUpper(c))
                return false;
            return !char.IsUpper(before) || i + 1 < text.Length && char.IsLower(text[i + 1]);
        }
    }
}
