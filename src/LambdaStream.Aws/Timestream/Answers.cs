using System.Text.Json;
using LambdaStream.Connectors;

namespace LambdaStream.Aws.Timestream;

/// <summary>Reads the answers of Timestream's API.</summary>
internal static class Answers
{
    public static WriteRecordsResponse WriteRecords(Json answer) =>
        new()
        {
            RecordsIngested = answer["RecordsIngested"] is { Kind: JsonValueKind.Object } ingested
                ? new()
                {
                    Total = Number(ingested["Total"]),
                    MemoryStore = Number(ingested["MemoryStore"]),
                    MagneticStore = Number(ingested["MagneticStore"]),
                }
                : null,
        };

    public static List<RejectedRecord> Rejected(Json error)
    {
        var records = new List<RejectedRecord>();
        if (error["RejectedRecords"] is not { Kind: JsonValueKind.Array } list)
            return records;
        foreach (var record in list.EnumerateArray())
            records.Add(
                new()
                {
                    RecordIndex = Number(record["RecordIndex"]),
                    Reason = record["Reason"].GetString(),
                    ExistingVersion = record["ExistingVersion"].TryGetInt64(out var version) ? version : null,
                }
            );
        return records;
    }

    private static int Number(Json value) => value.TryGetInt64(out var number) ? (int)number : 0;
}
