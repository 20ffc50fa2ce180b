using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>An event, or a list of events, with which somebody invokes the function directly.</summary>
    /// <remarks>The invocation succeeds or fails as a whole. Events tagged <c>skip</c> are not dropped.</remarks>
    public static Source Direct() => new DirectSource();

    private sealed class DirectSource : Source
    {
        internal override string Name => "Direct";

        private static readonly Mark[] Known = [new("type"), new(Mark.List)];

        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal override IReadOnlyList<Mark> Marks => Known;

        internal override void Read(Json payload, Intake intake)
        {
            payload = payload.Validated();
            switch (payload.Kind)
            {
                case JsonValueKind.Object when !payload.EnumerateObject().MoveNext():
                    return;
                case JsonValueKind.Object:
                    Take(payload, intake);
                    return;
                case JsonValueKind.Array:
                    foreach (var @event in payload.EnumerateArray())
                        Take(@event, intake);
                    return;
                default:
                    throw new InvalidPayloadException(
                        $"The payload should be an event or a list of events, but its kind is {payload.Kind}."
                    );
            }
        }

        private static void Take(Json @event, Intake intake) =>
            intake.Event(new(@event, @event["id"], default), @event.Compressed);
    }
}
