using System.Text.Json;
using LambdaStream.Sources;

namespace LambdaStream;

public static partial class From
{
    /// <summary>A source whose payload has a list of <c>Records</c>.</summary>
    private abstract class RecordsSource : Source
    {
        internal sealed override void Read(Json payload, Intake intake)
        {
            var records = payload["Records"];
            // A payload without records, such as an s3:TestEvent, has nothing to do.
            if (records.IsNullOrUndefined)
                return;
            if (records.Kind is not JsonValueKind.Array)
                throw new InvalidPayloadException($"Records is a {records.Kind}, not a list.");
            foreach (var record in records.EnumerateArray())
            {
                if (record.Kind is JsonValueKind.Object)
                    ReadRecord(record, intake);
                else
                    intake.Unreadable(
                        new(record, default, default),
                        null,
                        new JsonException($"The record is a {record.Kind}, not an object.")
                    );
            }
        }

        private protected abstract void ReadRecord(Json record, Intake intake);
    }
}
