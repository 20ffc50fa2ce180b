using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>A source whose whole payload is one record. Lambda tries it again as a whole.</summary>
    private abstract class EnvelopeSource : Source
    {
        internal override Checkpoint Checkpoint => Checkpoint.None;

        internal sealed override void Read(Json payload, Intake intake)
        {
            payload = payload.Validated();
            if (payload.Kind is not JsonValueKind.Object)
                throw new InvalidPayloadException($"The payload should be an object, but its kind is {payload.Kind}.");
            // An empty one, as some consoles send, has nothing to do.
            if (payload.EnumerateObject().MoveNext())
                ReadRecord(payload, intake);
        }

        /// <summary>Reads the payload, which has members.</summary>
        private protected abstract void ReadRecord(Json record, Intake intake);
    }
}
